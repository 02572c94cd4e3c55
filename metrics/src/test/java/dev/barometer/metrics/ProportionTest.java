package dev.barometer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  @ParameterizedTest
  @CsvSource({
    "85, 100, 0.767164, 0.906940",
    "8, 10, 0.490162, 0.943318",
    "10, 10, 0.722467, 1",
    "0, 10, 0, 0.277533",
    "1, 1, 0.206549, 1",
    "450, 500, 0.870578, 0.923322",
  })
  void hasWilsonsInterval(long part, long n, double low, double high) {
    Interval interval = new Proportion(part, n).interval();

    assertThat(interval.method()).isEqualTo("wilson");
    assertThat(interval.low() / 100).isCloseTo(low, within(5e-7));
    assertThat(interval.high() / 100).isCloseTo(high, within(5e-7));
  }

  /** Pooled 110 of 200: z = -0.1 / sqrt(0.55 x 0.45 x 2 / 100) = -1.421338. */
  @Test
  void changes_withAPooledTest() {
    Change change = new Proportion(60, 100).changeTo(new Proportion(50, 100)).orElseThrow();

    assertThat(change.from()).isEqualTo(60);
    assertThat(change.by()).isCloseTo(-10, within(1e-9));
    assertThat(change.z()).isCloseTo(-1.421338, within(1e-6));
    assertThat(change.significant()).isFalse();
    assertThat(new Proportion(600, 1000).changeTo(new Proportion(500, 1000)).orElseThrow())
        .matches(Change::significant);
    assertThat(new Proportion(5, 5).changeTo(new Proportion(7, 7))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 3", "4, 3"})
  void isRefused_whereThereIsNone(long part, long n) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(part, n));
  }
}
