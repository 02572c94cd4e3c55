package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.patience.Outages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FactPublisherTest {
  private final MockProducer<byte[], byte[]> producer = FactFixtures.producer(false);
  private final FactPublisher publisher =
      new FactPublisher(FactFixtures.templateOf(producer), List.of(Topics.RESPONSES));

  @Test
  void completesOnlyWhenTheBrokerHasAcknowledged() {
    CompletableFuture<Void> published = publish(Topics.RESPONSES);

    assertThat(published).isNotDone();
    producer.completeNext();
    assertThat(published).isCompleted();
  }

  @Test
  void failsWithWhatTheBrokerSaid() {
    CompletableFuture<Void> published = publish(Topics.RESPONSES);

    producer.errorNext(new TimeoutException("no answer"));

    assertThat(published)
        .isCompletedExceptionally()
        .failsWithin(java.time.Duration.ZERO)
        .withThrowableThat()
        .matches(Outages::isOutage);
  }

  @Test
  void failsTheFuture_whenTheClientRefusesAtOnce() {
    producer.sendException = new TimeoutException("no metadata");

    assertThat(publish(Topics.RESPONSES)).isCompletedExceptionally();
  }

  @Test
  void writesKeyJsonAndEvent() {
    publish(Topics.RESPONSES);

    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(record.key()).isEqualTo("r1".getBytes(UTF_8));
    assertThat(FactJson.read(record.value(), Response.class).responseId()).isEqualTo("r1");
    assertThat(KafkaEvents.read(record.headers(), record.value()).type())
        .isEqualTo("dev.barometer.response.submitted");
  }

  @Test
  void writesATombstone_whenThereIsNoValue() {
    publisher.publish(
        new Outgoing(
            Topics.RESPONSES,
            "r1",
            null,
            "e1",
            "/s",
            "dev.barometer.response.erased",
            FactFixtures.NOW));

    assertThat(producer.history().get(0).value()).isNull();
  }

  @Test
  void refusesTopicsThatAreNotItsOwn() {
    assertThatThrownBy(() -> publish(Topics.TICKETS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Topics.TICKETS)
        .hasMessageContaining("barometer.writes");
    assertThat(producer.history()).isEmpty();
  }

  private CompletableFuture<Void> publish(String topic) {
    return publisher.publish(FactFixtures.outgoing(topic, FactFixtures.responseWithNps("r1", 9)));
  }
}
