package dev.barometer.frame.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.barometer.frame.glossary.Glossary.Term;
import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GlossaryTest {
  private static final List<String> TERMS =
      Glossary.chapters().stream()
          .flatMap(chapter -> chapter.terms().stream())
          .map(Term::id)
          .toList();

  @Test
  void explainsEveryMetric() {
    assertThat(TERMS).containsAll(Metrics.all().stream().map(Metric::id).toList());
  }

  @Test
  void explainsEachTermOnce_inThreeLanguages() {
    for (String language : List.of("en", "zh-CN", "ko")) {
      Wording wording = new Wording(Locale.forLanguageTag(language), ZoneOffset.UTC, "glossary");

      assertThat(TERMS)
          .doesNotHaveDuplicates()
          .allSatisfy(
              id ->
                  assertThat(
                          wording.say("glossary." + id) + wording.say("glossary." + id + ".means"))
                      .isNotBlank());
    }
  }

  @Test
  void writesAFormulaForEveryMetric() {
    Wording wording = new Wording(Locale.ENGLISH, ZoneOffset.UTC, "glossary");

    assertThat(Metrics.all())
        .allSatisfy(
            metric ->
                assertThat(wording.say("glossary." + metric.id() + ".means"))
                    .containsPattern("^(100 × .+ / |Sum of .+ / n|An exact count, n)"));
  }

  @Test
  void callsPointsAndPercentagePointsByTwoWords() {
    for (String language : List.of("en", "zh-CN", "ko")) {
      Wording wording = new Wording(Locale.forLanguageTag(language), ZoneOffset.UTC, "glossary");

      assertThat(wording.say("glossary.points"))
          .isNotEqualTo(wording.say("glossary.percentage-points"));
    }
  }

  @Test
  void explainsNothingThatItDoesNotKnow() {
    assertThatIllegalArgumentException().isThrownBy(() -> Glossary.term("luck"));
  }
}
