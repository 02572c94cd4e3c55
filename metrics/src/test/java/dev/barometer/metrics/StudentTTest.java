package dev.barometer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

  /** The reference values are those of SciPy's stats.t.ppf(0.975, degrees). */
  @ParameterizedTest
  @CsvSource({
    "1, 12.706204736174694",
    "1.5, 6.016663104427929",
    "2, 4.302652729749462",
    "3, 3.1824463052837078",
    "5.7, 2.4784713087006094",
    "10, 2.228138851986274",
    "13, 2.1603686564627913",
    "30, 2.0422724563012378",
    "100, 1.9839715185235518",
    "999.5, 1.9623402703838457",
    "1000, 1.9623390808264083",
    "1001, 1.9623367052808798",
    "5000, 1.9604385517065073",
    "1000000, 1.959966356814107"
  })
  void knowsTheTable(double degrees, double critical) {
    assertThat(StudentT.critical(degrees)).isCloseTo(critical, withPercentage(1e-6));
  }

  @Property
  void moreDegreesNeverNeedMore(
      @ForAll @DoubleRange(min = 1, max = 2000) double degrees,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double more) {
    assertThat(StudentT.critical(degrees + more)).isLessThan(StudentT.critical(degrees) + 1e-7);
  }

  /** The same bits: scores must not depend on who asked before. */
  @Test
  void remembersWhatItComputed() {
    for (int degrees = 1; degrees <= 1000; degrees++) {
      double computed = StudentT.inverse(degrees);
      assertThat(StudentT.critical(degrees)).as(degrees + ", first").isEqualTo(computed);
      assertThat(StudentT.critical(degrees)).as(degrees + ", again").isEqualTo(computed);
    }
  }

  @Test
  void lessThanOneDegreeIsRefused() {
    assertThatThrownBy(() -> StudentT.critical(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StudentT.critical(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
