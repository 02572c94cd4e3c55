package dev.barometer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LogBinsTest {

  /** As many small spans as large ones: every bin from 1 ms to 1e15 ms is tried. */
  @Provide
  Arbitrary<Long> spans() {
    return Arbitraries.longs()
        .between(0, 15_000_000)
        .map(exponent -> (long) Math.floor(Math.pow(10, exponent / 1e6)));
  }

  @Property(tries = 20_000)
  void noSpanIsFurtherThanOnePercentFromWhatItsBinStandsFor(@ForAll("spans") long millis) {
    assertThat(relativeError(millis)).isLessThanOrEqualTo(0.01);
  }

  @Test
  void theBoundHoldsAtTheEdgesOfEveryBin() {
    int lastBin = LogBins.binOf(1_000_000_000_000_000L);
    for (int bin = 0; bin <= lastBin; bin++) {
      long edge = (long) Math.floor(Math.pow(1.02, bin));
      for (long millis = Math.max(1, edge - 1); millis <= edge + 2; millis++) {
        assertThat(relativeError(millis)).as("%d ms", millis).isLessThanOrEqualTo(0.01);
      }
    }
  }

  @Test
  void theBoundHoldsForEverySpanUpToAMinute_andTheLongestThereIs() {
    for (long millis = 1; millis <= 60_000; millis++) {
      assertThat(relativeError(millis)).as("%d ms", millis).isLessThanOrEqualTo(0.01);
    }
    assertThat(relativeError(Long.MAX_VALUE)).isLessThanOrEqualTo(0.01);
  }

  @Property(tries = 5_000)
  void aLongerSpanIsNeverInAnEarlierBin(
      @ForAll("spans") long millis, @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
    assertThat(LogBins.binOf(millis + more)).isGreaterThanOrEqualTo(LogBins.binOf(millis));
  }

  @Test
  void neighboursAreInOrder() {
    for (long millis = 1; millis <= 60_000; millis++) {
      assertThat(LogBins.binOf(millis)).isGreaterThanOrEqualTo(LogBins.binOf(millis - 1));
    }
  }

  @Test
  void whatBinsStandForIsInTheirOrder() {
    for (int bin = LogBins.ZERO; bin < LogBins.binOf(Long.MAX_VALUE); bin++) {
      assertThat(LogBins.millisOf(bin + 1)).isGreaterThan(LogBins.millisOf(bin));
    }
  }

  @Test
  void whatIsNoBinStandsForNothing() {
    assertThatThrownBy(() -> LogBins.millisOf(-2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogBins.millisOf(LogBins.binOf(Long.MAX_VALUE) + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noSpanAtAllHasItsOwnBin() {
    assertThat(LogBins.binOf(0)).isEqualTo(LogBins.ZERO);
    assertThat(LogBins.millisOf(LogBins.ZERO)).isEqualTo(0.0);
    assertThat(LogBins.binOf(1)).isEqualTo(0);
  }

  /** Stored tallies hold these numbers: a change would mix two kinds of bins. */
  @Test
  void theBinsAreTheOnesThatAreStored() {
    assertThat(LogBins.binOf(1_000)).isEqualTo(349);
    assertThat(LogBins.binOf(3_600_000)).isEqualTo(763);
    assertThat(LogBins.binOf(91_080_000)).isEqualTo(926);
  }

  @Test
  void aNegativeSpanIsRefused() {
    assertThatThrownBy(() -> LogBins.binOf(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double relativeError(long millis) {
    return Math.abs(LogBins.millisOf(LogBins.binOf(millis)) - millis) / millis;
  }
}
