package dev.barometer.contract;

import dev.barometer.metrics.Family;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a response's answers: each is a point of a scale its metric has, or a span of lost
 * time in seconds, or a text. A question that was not answered counts nowhere; it may be left out.
 */
final class AnswerRules {
  private static final String LIST = "answers";
  private static final int MOST_ANSWERS = 200;
  private static final int COMMENT_LENGTH = 10_000;

  /** Of all answers together: a response must fit into one record of a topic. */
  private static final int ALL_COMMENTS_LENGTH = 100_000;

  private static final List<String> CLASSES = List.of("negative", "neutral", "positive");

  /** The scales people may answer each metric on, by id. */
  private static final Map<String, Map<String, Scale>> SCALES = answeredOnScales();

  private static final List<String> METRICS = answeredMetrics();

  private AnswerRules() {}

  private static Map<String, Map<String, Scale>> answeredOnScales() {
    Map<String, Map<String, Scale>> scales = new LinkedHashMap<>();
    for (Metric metric : Metrics.all()) {
      if (metric.family() == Family.CHOICE && !metric.equals(Metrics.SENTIMENT)) {
        Map<String, Scale> ofMetric = new LinkedHashMap<>();
        Scale.of(metric).forEach(scale -> ofMetric.put(scale.id(), scale));
        scales.put(metric.id(), ofMetric);
      }
    }
    return scales;
  }

  private static List<String> answeredMetrics() {
    List<String> metrics = new ArrayList<>(SCALES.keySet());
    metrics.add(Metrics.LOST_TIME.id());
    return List.copyOf(metrics);
  }

  static void check(List<Answer> answers, Findings findings) {
    if (answers.size() > MOST_ANSWERS) {
      findings.in("").broken(LIST, "must hold at most " + MOST_ANSWERS + " answers");
      return;
    }
    long written = 0;
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      findings.in(LIST, i);
      if (findings.present("", answer)) {
        written += answer.text() == null ? 0 : answer.text().length();
        check(answer, findings);
        if (isRepeated(answers, i)) {
          findings.broken("questionId", "must not be answered twice in one response");
        }
      }
    }
    findings.in("");
    if (written > ALL_COMMENTS_LENGTH) {
      findings.broken(
          LIST, "must have at most " + ALL_COMMENTS_LENGTH + " characters of text altogether");
    }
  }

  private static boolean isRepeated(List<Answer> answers, int at) {
    String questionId = answers.get(at).questionId();
    if (questionId == null) {
      return false;
    }
    for (int i = 0; i < at; i++) {
      Answer earlier = answers.get(i);
      if (earlier != null && questionId.equals(earlier.questionId())) {
        return true;
      }
    }
    return false;
  }

  private static void check(Answer answer, Findings findings) {
    findings.id("questionId", answer.questionId());
    if (!answer.wasAnswered()) {
      return;
    }
    findings.text("text", answer.text(), COMMENT_LENGTH);
    if (answer.metric() == null) {
      checkText(answer, findings);
      return;
    }
    if (answer.text() != null) {
      findings.broken("text", "must be an answer of its own, beside the one with the metric");
    }
    if (answer.metric().equals(Metrics.LOST_TIME.id())) {
      checkLostTime(answer, findings);
      return;
    }
    Map<String, Scale> scales = SCALES.get(answer.metric());
    if (scales == null) {
      findings.broken("metric", "must be one of " + String.join(", ", METRICS));
    } else {
      checkPoint(answer, scales, findings);
    }
  }

  private static void checkText(Answer answer, Findings findings) {
    if (answer.value() != null || answer.scale() != null || answer.answerClass() != null) {
      findings.broken("metric", "is required where there is a value, a scale or a class");
    }
  }

  private static void checkLostTime(Answer answer, Findings findings) {
    absent("scale", answer.scale(), findings);
    absent("class", answer.answerClass(), findings);
    Integer seconds = answer.value();
    findings.present("value", seconds);
    if (seconds != null && seconds < 0) {
      findings.broken("value", "must be a number of seconds, at least 0");
    }
  }

  private static void absent(String field, @Nullable String value, Findings findings) {
    if (value != null) {
      findings.broken(field, "must be absent for the metric " + Metrics.LOST_TIME.id());
    }
  }

  private static void checkPoint(Answer answer, Map<String, Scale> scales, Findings findings) {
    if (answer.answerClass() != null) {
      findings.oneOf("class", answer.answerClass(), CLASSES);
    }
    Integer value = answer.value();
    findings.present("value", value);
    if (!findings.present("scale", answer.scale())) {
      return;
    }
    Scale scale = scales.get(answer.scale());
    if (scale == null) {
      findings.broken(
          "scale",
          "must be one of " + String.join(", ", scales.keySet()) + " for " + answer.metric());
    } else if (value != null && !scale.has(value)) {
      findings.broken(
          "value",
          "must be from %d to %d on the scale %s"
              .formatted(scale.lowest(), scale.highest(), scale.id()));
    }
  }
}
