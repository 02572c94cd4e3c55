package dev.barometer.reporting.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.IsoTimes;
import dev.barometer.starter.fact.DeadLetter;
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
class LetterFunctions {
  private static final String SUFFIX = ".dlq";
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final int LONGEST_WORD = 50;
  private static final int LONGEST_REASON = 1_000;

  @Bean
  Consumer<Message<List<byte[]>>> keepDeadLetters(
      FactConsumers consumers, LetterRepository letters) {
    return consumers.readingAsIs(
        "dead-letters",
        batch -> letters.keep(batch.stream().map(LetterFunctions::letter).toList()));
  }

  /** What the headers do not say, or say in a way that cannot be, the topic's name has to. */
  static Letter letter(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> said = new HashMap<>();
    List<Letter.Header> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      if (header.key().startsWith(DeadLetter.PREFIX)) {
        said.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
      } else {
        headers.add(new Letter.Header(header.key(), header.value()));
      }
    }
    Place stood = place(record, said);
    return new Letter(
        stood.group(),
        stood.topic(),
        stood.partition(),
        stood.offset(),
        shortened(said.getOrDefault(DeadLetter.KIND, "unknown-kind"), LONGEST_WORD),
        shortened(said.getOrDefault(DeadLetter.REASON, ""), LONGEST_REASON),
        record.key(),
        record.value(),
        headers,
        said.get(DeadLetter.VERSION),
        said.get(DeadLetter.CUT),
        putAside(said.get(DeadLetter.TIME), record.timestamp()),
        LetterState.OPEN,
        List.of());
  }

  private record Place(String group, String topic, int partition, long offset) {}

  private static Place place(ConsumerRecord<byte[], byte[]> record, Map<String, String> said) {
    String name = record.topic().substring(0, record.topic().length() - SUFFIX.length());
    int dot = name.lastIndexOf('.');
    String group = name.substring(dot + 1);
    String topic = said.get(DeadLetter.TOPIC);
    Long partition = number(said.get(DeadLetter.PARTITION));
    Long offset = number(said.get(DeadLetter.OFFSET));
    return topic == null
            || !TOPIC_NAME.matcher(topic).matches()
            || partition == null
            || offset == null
        ? new Place(group, name.substring(0, Math.max(0, dot)), record.partition(), record.offset())
        : new Place(group, topic, partition.intValue(), offset);
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

  private static Instant putAside(@Nullable String time, long written) {
    Instant at = Instant.ofEpochMilli(Math.max(0, written));
    try {
      Instant said = time == null ? at : IsoTimes.parse(time);
      return said.isAfter(at) || said.isBefore(Instant.EPOCH) ? at : said;
    } catch (DateTimeException e) {
      return at;
    }
  }
}
