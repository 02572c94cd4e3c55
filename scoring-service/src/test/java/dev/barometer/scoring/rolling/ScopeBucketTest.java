package dev.barometer.scoring.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.score.Bucket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScopeBucketTest {
  @Property
  void hoursLieInTheOrderOfTime_whateverTheScope(
      @ForAll @IntRange(min = -900_000, max = 900_000) int hour, @ForAll String scope) {
    Instant start = Instant.ofEpochSecond(hour * 3_600L);
    byte[] key = new ScopeBucket("a" + scope, new Bucket.Hour(start)).toBytes();

    assertThat(Arrays.compareUnsigned(ScopeBucket.startOf(start), key)).isNegative();
    assertThat(Arrays.compareUnsigned(key, ScopeBucket.startOf(start.plusSeconds(3_600))))
        .isNegative();
  }

  @Example
  void isReadAsItWasWritten() {
    for (ScopeBucket bucket :
        new ScopeBucket[] {
          new ScopeBucket("team:张|d2026", new Bucket.Hour(Instant.parse("1969-12-31T23:00:00Z"))),
          new ScopeBucket("all", new Bucket.Day(LocalDate.of(1969, 1, 1))),
          new ScopeBucket("all", new Bucket.Day(LocalDate.of(2026, 11, 22)))
        }) {
      assertThat(ScopeBucket.fromBytes(bucket.toBytes())).isEqualTo(bucket);
    }
    assertThatThrownBy(() -> ScopeBucket.fromBytes(new byte[] {'x', 0, 0, 0, 0}))
        .hasMessageContaining("unknown kind");
  }
}
