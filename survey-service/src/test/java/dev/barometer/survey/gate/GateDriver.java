package dev.barometer.survey.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.access.AuditEntry;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.contract.fact.Fact;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.survey.Broker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A gate as it stands between its topics, without a broker. */
public final class GateDriver<F extends Fact> implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final BarometerProperties SETTINGS =
      new Binder(new MapConfigurationPropertySource(Map.of("barometer.service", "survey-service")))
          .bindOrCreate("barometer", BarometerProperties.class);

  /** The bean method that makes a gate's topology. */
  @FunctionalInterface
  public interface Guard {
    Function<KStream<byte[], byte[]>, KStream<byte[], byte[]>[]> of(
        BarometerProperties barometer,
        ErasedPeople erased,
        Signatures signatures,
        MeterRegistry meters,
        Clock clock);
  }

  private final PersonMarks marks = new PersonMarks(List.of(new byte[] {1, 2, 3}));
  private final ErasedPeople erased = new ErasedPeople(marks);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> inbound;
  private final TestOutputTopic<byte[], byte[]> facts;
  private final TestOutputTopic<byte[], byte[]> deadLetters;
  private final TestOutputTopic<byte[], byte[]> acts;
  private final Class<F> type;

  public GateDriver(Class<F> type, Guard guard) {
    this.type = type;
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], byte[]>[] outputs =
        guard
            .of(SETTINGS, erased, Broker.SERVICES, meters, Clock.fixed(NOW, ZoneOffset.UTC))
            .apply(builder.stream("inbound"));
    outputs[0].to("facts");
    outputs[1].to("dead-letters");
    outputs[2].to("acts");
    Properties settings = new Properties();
    settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    driver = new TopologyTestDriver(builder.build(), settings);
    inbound =
        driver.createInputTopic("inbound", new ByteArraySerializer(), new ByteArraySerializer());
    facts =
        driver.createOutputTopic("facts", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    deadLetters =
        driver.createOutputTopic(
            "dead-letters", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    acts =
        driver.createOutputTopic("acts", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The same in somebody's name, as the edge signs it. */
  public void send(
      String topic, Sender sender, String key, String eventType, String time, String json) {
    Headers headers = new RecordHeaders();
    KafkaEvents.write(headers, "e-1", "/barometer", eventType, Instant.parse(time));
    Broker.SERVICES.sign(
        sender.toText(), topic, key.getBytes(UTF_8), json.getBytes(UTF_8), headers);
    send(key, json, headers);
  }

  /** An event in binary mode, as the HTTP edge and most platforms send it. */
  public void send(String key, String eventType, String time, String json) {
    Headers headers = new RecordHeaders();
    KafkaEvents.write(headers, "e-1", "/servicenow/acme", eventType, Instant.parse(time));
    send(key, json, headers);
  }

  public void send(String key, String value, Headers headers) {
    send(
        key == null ? null : key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8),
        headers);
  }

  public void send(byte[] key, byte[] value, Headers headers) {
    inbound.pipeInput(new TestRecord<>(key, value, headers));
  }

  public record Written<F>(String key, F fact, InboundEvent event) {}

  public List<Written<F>> facts() {
    return facts.readRecordsToList().stream()
        .map(
            written ->
                new Written<>(
                    new String(written.key(), UTF_8),
                    FactJson.read(written.value(), type),
                    KafkaEvents.read(written.headers(), written.value())))
        .toList();
  }

  public record DeadLetter(String key, String value, String kind, String reason, String origin) {}

  public List<DeadLetter> deadLetters() {
    return deadLetters.readRecordsToList().stream()
        .map(
            letter ->
                new DeadLetter(
                    letter.key() == null ? null : new String(letter.key(), UTF_8),
                    letter.value() == null ? null : new String(letter.value(), UTF_8),
                    header(letter.headers(), "barometer_kind"),
                    header(letter.headers(), "barometer_reason"),
                    header(letter.headers(), "barometer_topic")
                        + "-"
                        + header(letter.headers(), "barometer_partition")
                        + "@"
                        + header(letter.headers(), "barometer_offset")))
        .toList();
  }

  public List<AuditEntry> acts() {
    return acts.readRecordsToList().stream()
        .map(act -> FactJson.read(act.value(), AuditEntry.class))
        .toList();
  }

  /** From now on he is erased, and the gate has heard of it. */
  public void erase(String personId) {
    erased.learn(new Erasure(marks.of(personId), 1, NOW));
  }

  /** What stands on the topic of facts, the newest last; null where nothing is left of a key. */
  public List<@Nullable String> rawFacts() {
    return facts.readRecordsToList().stream()
        .map(written -> written.value() == null ? null : new String(written.value(), UTF_8))
        .toList();
  }

  /** What is kept of an id. */
  public byte[] kept(String storeName, String id) {
    return driver.<String, byte[]>getKeyValueStore(storeName).get(id);
  }

  public void keep(String storeName, String id, byte[] bytes) {
    driver.<String, byte[]>getKeyValueStore(storeName).put(id, bytes);
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }

  /** received, handled, duplicate, dead-lettered. */
  public List<Integer> counts() {
    return List.of(count("received"), count("handled"), count("duplicate"), count("dead-lettered"));
  }

  public int count(String what) {
    return (int)
        meters.find("barometer.facts." + what).counters().stream()
            .mapToDouble(c -> c.count())
            .sum();
  }

  @Override
  public void close() {
    driver.close();
  }
}
