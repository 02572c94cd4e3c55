package dev.barometer.survey.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AfterTicketSurveyTest {
  private final Survey survey = new SurveysRepository().find("after-ticket").orElseThrow();

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
  void speaksThreeLanguagesThroughout() {
    assertThat(survey.title()).containsOnlyKeys("en", "zh-CN", "ko");
    for (Question question : survey.questions()) {
      assertThat(question.wording()).containsOnlyKeys("en", "zh-CN", "ko");
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
      for (Map<Integer, String> labels : question.labels().values()) {
        assertThat(labels.keySet()).allMatch(scale::has);
        assertThat(labels.keySet()).isEqualTo(question.labels().get("en").keySet());
      }
    }
  }
}
