package dev.barometer.metrics;

import static dev.barometer.metrics.PointClass.NEGATIVE;
import static dev.barometer.metrics.PointClass.NEUTRAL;
import static dev.barometer.metrics.PointClass.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

  /** One letter a point, lowest first: n(egative), o (neutral), p(ositive). */
  @ParameterizedTest
  @CsvSource({
    "nps, 0-10, nnnnnnnoopp",
    "nps, 1-10, nnnnnnoopp",
    "happiness, 0-10, nnnnnnnoopp",
    "csat, 2, np",
    "csat, 3, nop",
    "csat, 5, nnopp",
    "csat, 7, nnnoppp",
    "csat, 10, nnnnoooppp",
    "ces, effort-5, pponn",
    "ces, effort-7, ppponnn",
    "ces, ease-7, nnnoppp",
    "rater-reliability, agree-7, nnnoppp",
    "rater-empathy, agree-7, nnnoppp",
    "sentiment, sentiment, nop"
  })
  void cutsItsPointsIntoClasses(String metric, String id, String classes) {
    Scale scale = Scale.find(Metrics.find(metric).orElseThrow(), id).orElseThrow();

    String cut =
        IntStream.rangeClosed(scale.lowest(), scale.highest())
            .mapToObj(scale::classOf)
            .map(c -> c == POSITIVE ? "p" : c == NEUTRAL ? "o" : "n")
            .collect(Collectors.joining());

    assertThat(cut).isEqualTo(classes);
  }

  @Test
  void aPointOutsideIsRefused() {
    Scale scale = Scale.find(Metrics.CSAT, "5").orElseThrow();

    assertThat(scale.has(0)).isFalse();
    assertThat(scale.has(6)).isFalse();
    assertThatThrownBy(() -> scale.classOf(6)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void metricsHaveScales_ifAndOnlyIfTheyAreChoices() {
    for (Metric metric : Metrics.all()) {
      assertThat(Scale.of(metric).isEmpty())
          .as(metric.id())
          .isEqualTo(metric.family() != Family.CHOICE);
    }
  }

  @Test
  void anUnknownScaleIsNotFound() {
    assertThat(Scale.find(Metrics.NPS, "5")).isEmpty();
  }

  @Test
  void classesTravelByTheirLabel() {
    for (PointClass pointClass : PointClass.values()) {
      assertThat(PointClass.of(pointClass.label())).isEqualTo(pointClass);
    }
    assertThat(NEGATIVE.label()).isEqualTo("negative");
    assertThatThrownBy(() -> PointClass.of("NEGATIVE"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
