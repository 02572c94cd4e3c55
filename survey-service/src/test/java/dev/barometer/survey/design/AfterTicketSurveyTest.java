package dev.barometer.survey.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AfterTicketSurveyTest {
  private final SurveyVersion survey = SurveyConfiguration.afterTicket();

  @Test
  void asksForNpsCsatEaseAndAComment() {
    assertThat(survey.version()).isEqualTo(1);
    assertThat(survey.questions())
        .extracting(Question::metric)
        .containsExactly("nps", "csat", "ces", null);
    assertThat(survey.questions())
        .extracting(Question::scale)
        .containsExactly("0-10", "5", "ease-7", null);
  }

  @Test
  void canBePublishedAsItIs() {
    assertThat(SurveyPolicy.check(survey, Instant.parse("2026-11-29T12:00:00Z"))).isEmpty();
  }

  @Test
  void speaksThreeLanguagesThroughout() {
    assertThat(survey.title()).containsOnlyKeys("en", "zh-CN", "ko");
    for (Question question : survey.questions()) {
      assertThat(question.text()).containsOnlyKeys("en", "zh-CN", "ko");
      if (question.labels() != null) {
        assertThat(question.labels()).containsOnlyKeys("en", "zh-CN", "ko");
      }
    }
  }

  @Test
  void labelsOnlyPointsTheScaleHas_theSameInEveryLanguage() {
    for (Question question : survey.questions()) {
      if (question.metric() == null) {
        continue;
      }
      Metric metric = Metrics.find(question.metric()).orElseThrow();
      Scale scale = Scale.find(metric, question.scale()).orElseThrow();
      for (Map<String, String> labels : question.labels().values()) {
        assertThat(labels.keySet()).allMatch(point -> scale.has(Integer.parseInt(point)));
        assertThat(labels.keySet()).isEqualTo(question.labels().get("en").keySet());
      }
    }
  }
}
