package dev.barometer.reporting.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.rule.IsoTimes;
import dev.barometer.starter.deadletter.DeadLetterRecord;
import dev.barometer.starter.fact.FactConsumers;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps what is on the dead-letter topics of all services, whoever wrote it there. */
@Configuration(proxyBeanMethods = false)
class DeadLetterFunctions {
  private static final String SUFFIX = ".dlq";
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final int LONGEST_WORD = 50;
  private static final int LONGEST_REASON = 1_000;

  @Bean
  Consumer<Message<List<byte[]>>> keepDeadLetters(
      FactConsumers consumers, DeadLetterRepository deadLetters) {
    return consumers.readingAsIs(
        "dead-letters",
        batch -> deadLetters.keep(batch.stream().map(DeadLetterFunctions::deadLetter).toList()));
  }

  /** What the headers do not say, or say in a way that cannot be, the topic's name has to. */
  static DeadLetter deadLetter(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> said = new HashMap<>();
    List<DeadLetter.Header> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      if (header.key().startsWith(DeadLetterRecord.PREFIX)) {
        said.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
      } else {
        headers.add(new DeadLetter.Header(header.key(), header.value()));
      }
    }
    DeadLetterRecord.Origin origin = origin(record, said);
    return new DeadLetter(
        origin.service(),
        origin.topic(),
        origin.partition(),
        origin.offset(),
        shortened(said.getOrDefault(DeadLetterRecord.KIND, "unknown-kind"), LONGEST_WORD),
        shortened(said.getOrDefault(DeadLetterRecord.REASON, ""), LONGEST_REASON),
        record.key(),
        record.value(),
        headers,
        said.get(DeadLetterRecord.VERSION),
        said.get(DeadLetterRecord.CUT),
        deadLetteredAt(said.get(DeadLetterRecord.TIME), record.timestamp()),
        DeadLetterState.OPEN,
        List.of());
  }

  private static DeadLetterRecord.Origin origin(
      ConsumerRecord<byte[], byte[]> record, Map<String, String> said) {
    String name = record.topic().substring(0, record.topic().length() - SUFFIX.length());
    int dot = name.lastIndexOf('.');
    String group = name.substring(dot + 1);
    String topic = said.get(DeadLetterRecord.TOPIC);
    Long partition = number(said.get(DeadLetterRecord.PARTITION));
    Long offset = number(said.get(DeadLetterRecord.OFFSET));
    return topic == null
            || !TOPIC_NAME.matcher(topic).matches()
            || partition == null
            || offset == null
        ? new DeadLetterRecord.Origin(
            group, name.substring(0, Math.max(0, dot)), record.partition(), record.offset())
        : new DeadLetterRecord.Origin(group, topic, partition.intValue(), offset);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      long number = text == null ? -1 : Long.parseLong(text);
      return number < 0 ? null : Long.valueOf(number);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Instant deadLetteredAt(@Nullable String time, long written) {
    Instant at = Instant.ofEpochMilli(Math.max(0, written));
    try {
      Instant said = time == null ? at : IsoTimes.parse(time);
      return said.isAfter(at) || said.isBefore(Instant.EPOCH) ? at : said;
    } catch (DateTimeException e) {
      return at;
    }
  }
}
