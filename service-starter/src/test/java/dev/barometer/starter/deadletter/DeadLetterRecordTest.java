package dev.barometer.starter.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.fact.FactFixtures;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterRecordTest {
  private static final DeadLetterRecord.Origin ORIGIN =
      new DeadLetterRecord.Origin("complaint-service", "barometer.responses", 3, 42);

  private final Headers headers = new RecordHeaders();

  private DeadLetterRecord deadLetter(byte[] key, byte[] value, String reason) {
    return DeadLetterRecord.of(
        key, value, headers, DeadLetterKind.UNREADABLE, reason, ORIGIN, FactFixtures.NOW);
  }

  private static String header(DeadLetterRecord deadLetter, String name) {
    return KafkaEvents.header(deadLetter.headers(), name);
  }

  @Test
  void leavesWhatCameAsItCame() {
    headers.add("ce_id", new byte[] {(byte) 0xff}).add("empty", null);

    DeadLetterRecord deadLetter = deadLetter(new byte[] {0, -1}, new byte[] {-2}, "no JSON");

    assertThat(deadLetter.key()).containsExactly(0, -1);
    assertThat(deadLetter.value()).containsExactly(-2);
    assertThat(deadLetter.headers().lastHeader("ce_id").value()).containsExactly(-1);
    assertThat(deadLetter.headers().lastHeader("empty").value()).isNull();
    assertThat(header(deadLetter, DeadLetterRecord.CUT)).isNull();
    assertThat(deadLetter(null, null, "").value()).isNull();
  }

  @Test
  void isTheLastTime_whenItWasOneBefore() {
    DeadLetterRecord first = deadLetter(null, null, "first");
    first.headers().forEach(headers::add);

    DeadLetterRecord second = deadLetter(null, null, "second");

    assertThat(second.headers().headers(DeadLetterRecord.REASON)).hasSize(1);
    assertThat(header(second, DeadLetterRecord.REASON)).isEqualTo("second");
  }

  @Test
  void fitsIntoARecord_whateverCame() {
    headers.add("huge", new byte[10_000_000]).add("ce_type", "small".getBytes(UTF_8));
    byte[] key = "k".repeat(5_000_000).getBytes(UTF_8);
    byte[] value = "v".repeat(20_000_000).getBytes(UTF_8);

    DeadLetterRecord deadLetter = deadLetter(key, value, "한".repeat(10_000));

    int length = deadLetter.key().length + deadLetter.value().length;
    for (Header header : deadLetter.headers()) {
      length += header.key().length() + header.value().length;
    }
    assertThat(length).isLessThan(1_040_000);
    assertThat(deadLetter.value()).isEqualTo(Arrays.copyOf(value, deadLetter.value().length));
    assertThat(header(deadLetter, "ce_type")).isEqualTo("small");
    assertThat(header(deadLetter, DeadLetterRecord.CUT))
        .isEqualTo("key of 5000000 bytes, value of 20000000 bytes, 1 headers");
  }
}
