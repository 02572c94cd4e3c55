package dev.barometer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureTest {

  @Test
  void everyMeasureThereIsReadsWhatItWrites() {
    for (Metric metric : Metrics.all()) {
      assertReadsWhatItWrites(Measure.of(metric.id()));
      for (Scale scale : Scale.of(metric)) {
        assertReadsWhatItWrites(new Measure(metric.id(), scale.id()));
      }
    }
  }

  @Test
  void aKnownMeasureIsOneObject_howeverItIsNamed() {
    Measure known = Measure.of(new String("nps"), new String("0-10"));
    assertThat(Measure.parse("nps/0-10")).isSameAs(known).isEqualTo(new Measure("nps", "0-10"));
    assertThat(Measure.parse("art")).isSameAs(Measure.of("art", ""));
    assertThat(Measure.parse("nps/99")).isEqualTo(new Measure("nps", "99"));
    assertThat(Measure.of("art", "5")).isEqualTo(new Measure("art", "5"));
  }

  @Test
  void measuresAreInOrderOfMetric_thenScale() {
    assertThat(new Measure("ces", "ease-7"))
        .isLessThan(new Measure("ces", "effort-5"))
        .isGreaterThan(Measure.of("ces"))
        .isLessThan(Measure.of("ces-2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/0-10", "nps/", "n ps", "nps/0 10", "zufriedenheit/größe", "a\n"})
  void whatIsNoNameIsRefused(String text) {
    assertThatThrownBy(() -> Measure.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMetricHasNoSlash() {
    assertThatThrownBy(() -> new Measure("nps/0-10", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertReadsWhatItWrites(Measure measure) {
    assertThat(Measure.parse(measure.toString())).isEqualTo(measure);
  }
}
