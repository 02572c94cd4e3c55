package dev.barometer.starter.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.json.UnreadableFactException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The CloudEvents SDK is the other side here: what it writes is read, and it reads what is written.
 */
class KafkaEventsTest {
  private static final byte[] DATA = "{\"ticketId\":\"INC1\"}".getBytes(UTF_8);
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
  private static final CloudEvent EVENT =
      CloudEventBuilder.v1()
          .withId("e1")
          .withSource(URI.create("/servicenow/acme"))
          .withType("dev.barometer.ticket.opened")
          .withSubject("INC1")
          .withTime(OffsetDateTime.parse("2026-11-22T12:00:00+02:00"))
          .withDataContentType("application/json")
          .withData(DATA)
          .build();

  @Test
  void readsBinaryMode() {
    ProducerRecord<Void, byte[]> sent =
        KafkaMessageFactory.<Void>createWriter("t").writeBinary(EVENT);

    assertThatIsTheEvent(KafkaEvents.read(sent.headers(), sent.value()));
  }

  @Test
  void readsStructuredMode() {
    ProducerRecord<Void, byte[]> sent =
        KafkaMessageFactory.<Void>createWriter("t").writeStructured(EVENT, new JsonFormat());

    assertThatIsTheEvent(KafkaEvents.read(sent.headers(), sent.value()));
  }

  @Test
  void writesWhatTheSdkReads() {
    Headers headers = new RecordHeaders();

    KafkaEvents.write(
        headers, "e1", "/barometer/survey-service", "dev.barometer.ticket.opened", TIME);

    MessageReader reader = KafkaMessageFactory.createReader(headers, DATA);
    CloudEvent event = reader.toEvent();
    assertThat(event.getId()).isEqualTo("e1");
    assertThat(event.getSource()).isEqualTo(URI.create("/barometer/survey-service"));
    assertThat(event.getType()).isEqualTo("dev.barometer.ticket.opened");
    assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-11-22T10:00:00Z"));
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getData().toBytes()).isEqualTo(DATA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
  void namesTheAttributeThatIsMissing(String attribute) {
    Headers headers = new RecordHeaders();
    KafkaEvents.write(headers, "e1", "/s", "t", TIME);
    headers.remove(attribute);

    assertThatThrownBy(() -> KafkaEvents.read(headers, DATA))
        .isInstanceOf(UnreadableFactException.class)
        .hasMessage(attribute + " is required");
  }

  @Test
  void refusesAnotherVersion() {
    Headers headers = new RecordHeaders().add("ce_specversion", "0.3".getBytes(UTF_8));

    assertThatThrownBy(() -> KafkaEvents.read(headers, DATA))
        .hasMessage("ce_specversion must be 1.0");
  }

  @Test
  void refusesATimeThatIsNone() {
    Headers headers = new RecordHeaders();
    KafkaEvents.write(headers, "e1", "/s", "t", TIME);
    headers.remove("ce_time").add("ce_time", "noon".getBytes(UTF_8));

    assertThatThrownBy(() -> KafkaEvents.read(headers, DATA))
        .hasMessage("ce_time must be a time like 2026-11-22T10:00:00Z");
  }

  @Test
  void refusesAttributesThatAreNoUtf8() {
    for (String name : List.of("ce_id", "ce_source", "ce_type", "ce_time")) {
      Headers headers = new RecordHeaders();
      KafkaEvents.write(headers, "e1", "/s", "t", TIME);
      headers.add(name, new byte[] {'a', (byte) 0xC0, (byte) 0xAF});

      assertThatThrownBy(() -> KafkaEvents.read(headers, DATA)).hasMessage(name + " must be UTF-8");
    }
  }

  @Test
  void refusesDataThatIsNoJson() {
    Headers headers = new RecordHeaders();
    KafkaEvents.write(headers, "e1", "/s", "t", TIME);
    headers.remove("content-type").add("content-type", "application/avro".getBytes(UTF_8));

    assertThatThrownBy(() -> KafkaEvents.read(headers, DATA))
        .hasMessage("content-type must be application/json");
  }

  private static void assertThatIsTheEvent(InboundEvent event) {
    assertThat(event.id()).isEqualTo("e1");
    assertThat(event.source()).isEqualTo("/servicenow/acme");
    assertThat(event.type()).isEqualTo("dev.barometer.ticket.opened");
    assertThat(event.subject()).isEqualTo("INC1");
    assertThat(event.time()).isEqualTo(TIME);
    assertThat(event.data()).isEqualTo(DATA);
  }
}
