package dev.barometer.reporting.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricCatalogueTest {
  private static final int MINIMUM_N = 7;

  private final Map<String, MetricView> metrics = in("en");

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN", "ko", "fr"})
  void everyMetricHasANameOfItsOwn_inEachLanguage(String language) {
    Map<String, MetricView> told = in(language);

    assertThat(told).hasSize(Metrics.all().size());
    assertThat(told.values()).extracting(MetricView::name).doesNotHaveDuplicates();
    assertThat(told.values()).extracting(MetricView::formula).allMatch(text -> !text.isBlank());
  }

  @Test
  void whichWayIsBetterIsTold_whereItIsOne() {
    assertThat(metrics.get("csat").higherIsBetter()).isTrue();
    assertThat(metrics.get("art").higherIsBetter()).isFalse();
    assertThat(metrics.get("reopen-rate").higherIsBetter()).isFalse();
    assertThat(metrics.get("tickets-closed").higherIsBetter()).isNull();
    // Effort and ease are opposite.
    assertThat(metrics.get("ces").higherIsBetter()).isNull();
    assertThat(metrics.get("ces").scales())
        .extracting(MetricView.ScaleView::higherIsBetter)
        .containsExactly(false, false, true, true, true, true);
  }

  @Test
  void onlyOpinionsHaveAMinimum_andOnlyWhatIsAskedHasSurveys() {
    assertThat(metrics.get("csat").minimumN()).isEqualTo(MINIMUM_N);
    assertThat(metrics.get("sla").minimumN()).isNull();
    assertThat(metrics.get("sla").dimensions()).hasSize(8).doesNotContain("survey", "campaign");
    assertThat(metrics.get("sentiment").dimensions()).doesNotContain("survey");
    assertThat(List.of("csat", "lost-time", "responses", "response-rate"))
        .allSatisfy(
            metric -> assertThat(metrics.get(metric).dimensions()).contains("survey", "campaign"));
  }

  @Test
  void aShareIsBetweenNothingAndAll_andAMeanIsOnItsScale() {
    assertThat(metrics.get("sla").lowest()).isZero();
    assertThat(metrics.get("sla").highest()).isEqualTo(100);
    assertThat(metrics.get("ces").lowest()).isNull();
    assertThat(metrics.get("art").lowest()).isZero();
    assertThat(metrics.get("art").highest()).isNull();
    assertThat(metrics.get("csat").variants()).containsExactly("excludeNeutral");
  }

  private static Map<String, MetricView> in(String language) {
    return new MetricCatalogue(MINIMUM_N)
        .in(Locale.forLanguageTag(language)).items().stream()
            .collect(Collectors.toMap(MetricView::metric, Function.identity()));
  }
}
