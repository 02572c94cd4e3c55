package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.event.KafkaEvents;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final DeadLetter.Origin ORIGIN =
      new DeadLetter.Origin("complaint-service", "barometer.responses", 3, 42);

  private final Headers headers = new RecordHeaders();

  private DeadLetter letter(byte[] key, byte[] value, String reason) {
    return DeadLetter.of(key, value, headers, "unreadable", reason, ORIGIN, FactFixtures.NOW);
  }

  private static String header(DeadLetter letter, String name) {
    return KafkaEvents.header(letter.headers(), name);
  }

  @Test
  void leavesWhatCameAsItCame() {
    headers.add("ce_id", new byte[] {(byte) 0xff}).add("empty", null);

    DeadLetter letter = letter(new byte[] {0, -1}, new byte[] {-2}, "no JSON");

    assertThat(letter.key()).containsExactly(0, -1);
    assertThat(letter.value()).containsExactly(-2);
    assertThat(letter.headers().lastHeader("ce_id").value()).containsExactly(-1);
    assertThat(letter.headers().lastHeader("empty").value()).isNull();
    assertThat(header(letter, DeadLetter.CUT)).isNull();
    assertThat(letter(null, null, "").value()).isNull();
  }

  @Test
  void isTheLastTime_whenItWasOneBefore() {
    DeadLetter first = letter(null, null, "first");
    first.headers().forEach(headers::add);

    DeadLetter second = letter(null, null, "second");

    assertThat(second.headers().headers(DeadLetter.REASON)).hasSize(1);
    assertThat(header(second, DeadLetter.REASON)).isEqualTo("second");
  }

  @Test
  void fitsIntoARecord_whateverCame() {
    headers.add("huge", new byte[10_000_000]).add("ce_type", "small".getBytes(UTF_8));
    byte[] key = "k".repeat(5_000_000).getBytes(UTF_8);
    byte[] value = "v".repeat(20_000_000).getBytes(UTF_8);

    DeadLetter letter = letter(key, value, "한".repeat(10_000));

    int length = letter.key().length + letter.value().length;
    for (Header header : letter.headers()) {
      length += header.key().length() + header.value().length;
    }
    assertThat(length).isLessThan(1_040_000);
    assertThat(letter.value()).isEqualTo(Arrays.copyOf(value, letter.value().length));
    assertThat(header(letter, "ce_type")).isEqualTo("small");
    assertThat(header(letter, DeadLetter.CUT))
        .isEqualTo("key of 5000000 bytes, value of 20000000 bytes, 1 headers");
  }
}
