package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.starter.deadletter.DeadLetterRecord;
import dev.barometer.starter.deadletter.DeadLetters;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.position.Positions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;

/** Whatever stands on a topic, its reader goes on: each bad record is one dead letter. */
class BadRecordsTest {
  private static final Clock CLOCK = Clock.fixed(FactFixtures.NOW, ZoneOffset.UTC);
  private static final Map<String, String> EXAMPLES =
      Map.of(
          Topics.TICKETS, "ticket",
          Topics.RESPONSES, "response",
          Topics.INVITATIONS, "invitation",
          Topics.MENTIONS, "mention",
          Topics.COMPLAINTS, "complaint",
          Topics.TALLIES, "scope-tallies",
          Topics.SCORES, "scope-scores");

  /** One bad record; null where the part is absent. */
  private record Bad(String name, byte[] key, byte[] value, Map<String, byte[]> headers) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> bad() {
    List<Arguments> all = new ArrayList<>();
    EXAMPLES.forEach(
        (topic, file) -> badOf(file).forEach(bad -> all.add(Arguments.of(topic, bad))));
    return all.stream();
  }

  private static List<Bad> badOf(String file) {
    String good = example(file);
    List<Bad> bad = new ArrayList<>();
    bad.add(new Bad("no key", null, bytes(good), Map.of()));
    bad.add(new Bad("no key and no value", null, null, Map.of()));
    bad.add(new Bad("an empty key", bytes(""), bytes(good), Map.of()));
    bad.add(new Bad("a key of another", bytes("another"), bytes(good), Map.of()));
    bad.add(new Bad("a key that is no UTF-8", new byte[] {-1, -2}, bytes(good), Map.of()));
    bad.add(new Bad("a tombstone under no UTF-8", new byte[] {-1, -2}, null, Map.of()));
    bad.add(new Bad("a tombstone under an empty key", bytes(""), null, Map.of()));
    bad.add(new Bad("a tombstone under a long key", bytes("x".repeat(10_000)), null, Map.of()));
    for (String value :
        List.of(
            "",
            " ",
            "{",
            "null",
            "[]",
            "7",
            "\"text\"",
            "{}",
            "NaN",
            "{\"revision\":1e400}",
            "{\"revision\":" + "9".repeat(31) + "}",
            good + "{}",
            good.replaceFirst("\\{", "{\"revision\":1,\"revision\":2,"),
            "[".repeat(10_000),
            "{\"a\":".repeat(10_000),
            "{\"a\":\"" + "x".repeat(5_000_000) + "\"}")) {
      String name = value.substring(0, Math.min(value.length(), 30));
      bad.add(new Bad("value " + name, bytes("k"), bytes(value), Map.of()));
    }
    bad.add(new Bad("a value that is no UTF-8", bytes("k"), new byte[] {'{', '"', -1}, Map.of()));
    for (String time : List.of("", "soon", "+999999999-12-31T23:59:59Z", "1969-12-31T23:59:59Z")) {
      bad.add(new Bad("ce_time " + time, bytes("k"), bytes(good), Map.of("ce_time", bytes(time))));
    }
    for (String sequence : List.of("x", "1e3", "9".repeat(30))) {
      bad.add(
          new Bad(
              "ce_sequence " + sequence,
              bytes("k"),
              bytes(good),
              Map.of("ce_sequence", bytes(sequence))));
    }
    return bad;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("bad")
  void becomesOneDeadLetterWithAReason(String topic, Bad bad) {
    MockProducer<byte[], byte[]> producer = FactFixtures.producer(true);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    List<Object> handled = new ArrayList<>();
    var deadLetters = new DeadLetters(FactFixtures.templateOf(producer), "reader", CLOCK);
    var consumer =
        new FactConsumers(
                deadLetters,
                Positions.NONE,
                meters,
                new FactTraces(ObservationRegistry.NOOP),
                CLOCK)
            .reading(
                topic,
                Topics.recordOf(topic).orElseThrow(),
                batch -> {
                  handled.addAll(batch);
                  return 0;
                });
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(topic, 0, 7, bad.key(), bad.value());
    bad.headers().forEach(record.headers()::add);

    consumer.accept(
        MessageBuilder.withPayload(List.of(new byte[0]))
            .setHeader(KafkaHeaders.RAW_DATA, List.of(record))
            .build());

    assertThat(handled).isEmpty();
    assertThat(producer.history()).hasSize(1);
    var deadLetter = producer.history().get(0);
    assertThat(deadLetter.topic()).isEqualTo(Topics.deadLettersOf(topic, "reader"));
    assertThat(KafkaEvents.header(deadLetter.headers(), DeadLetterRecord.REASON))
        .isNotBlank()
        .doesNotContain("Exception", "\tat ");
    assertThat(count(meters, "received")).isEqualTo(1);
    assertThat(count(meters, "dead-lettered")).isEqualTo(1);
  }

  private static double count(SimpleMeterRegistry meters, String what) {
    return meters.get("barometer.facts." + what).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static String example(String file) {
    String path = "/examples/" + file + ".json";
    try (InputStream in = Topics.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
