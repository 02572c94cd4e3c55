package dev.barometer.survey.builder;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.survey.Option;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.metrics.Scale;
import dev.barometer.survey.design.Rotation;
import dev.barometer.survey.design.SurveyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateFilesTest {
  private static final TemplateFiles FILES = new TemplateFiles();

  static List<TemplateFiles.SurveyTemplate> templates() {
    return FILES.templates();
  }

  static List<VerbalScale> scales() {
    return FILES.scales();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void canBePublishedAsTheyAre_inThreeLanguages(TemplateFiles.SurveyTemplate template) {
    SurveyVersion survey = SurveyForm.named(template.survey(), "s");
    List<Map<String, String>> texts = new ArrayList<>(List.of(survey.title()));
    for (Question question : survey.questions()) {
      texts.add(question.text());
      Objects.requireNonNullElse(question.options(), List.<Option>of())
          .forEach(option -> texts.add(option.text()));
    }

    assertThat(SurveyPolicy.check(survey, NOW)).isEmpty();
    assertThat(template.survey().surveyId()).isNotBlank();
    assertThat(texts).allSatisfy(one -> assertThat(one).containsOnlyKeys("en", "zh-CN", "ko"));
  }

  @Test
  void asksTwoOfTenItemsOverTheYear() {
    SurveyVersion survey = FILES.find("rater-year").orElseThrow();

    assertThat(survey.questions())
        .extracting(Question::metric)
        .filteredOn(Objects::nonNull)
        .hasSize(10);
    assertThat(Rotation.pick(survey, "i1").questions())
        .filteredOn(question -> question.metric() != null)
        .hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("scales")
  void saysPointsOfTheScalesItIsFor_alikeInThreeLanguages(VerbalScale words) {
    assertThat(words.words()).containsOnlyKeys("en", "zh-CN", "ko");
    assertThat(words.words().values())
        .allSatisfy(said -> assertThat(said).hasSameSizeAs(words.points()).doesNotHaveDuplicates());
    for (String measure : words.scales()) {
      Scale scale = Measures.scaleOf(measure).orElseThrow();
      assertThat(words.points().get(0)).isEqualTo(String.valueOf(scale.lowest()));
      assertThat(words.points()).last().isEqualTo(String.valueOf(scale.highest()));
    }
    assertThat(words.name(Locale.KOREAN)).contains(" … ").containsPattern("\\p{IsHangul}");
  }

  @Test
  void hasWordsForEachScaleThatIsAsked() {
    Measures.all()
        .forEach(
            (metric, scales) ->
                assertThat(scales)
                    .allSatisfy(
                        scale ->
                            assertThat(FILES.scales())
                                .anyMatch(words -> words.fits(metric + " " + scale.id()))));
  }
}
