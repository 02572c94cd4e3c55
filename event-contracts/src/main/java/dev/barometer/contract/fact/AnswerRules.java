package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Violations;
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
  private static final int MOST_CHOICES = 50;

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

  static void check(List<Answer> answers, Violations violations) {
    if (answers.size() > MOST_ANSWERS) {
      violations.in("").broken(LIST, "must hold at most " + MOST_ANSWERS + " answers");
      return;
    }
    long written = 0;
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      violations.in(LIST, i);
      if (violations.present("", answer)) {
        written += answer.text() == null ? 0 : answer.text().length();
        check(answer, violations);
        if (isRepeated(answers, i)) {
          violations.broken("questionId", "must not be answered twice in one response");
        }
      }
    }
    violations.in("");
    if (written > ALL_COMMENTS_LENGTH) {
      violations.broken(
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

  private static void check(Answer answer, Violations violations) {
    violations.id("questionId", answer.questionId());
    if (!answer.wasAnswered()) {
      return;
    }
    violations.text("text", answer.text(), COMMENT_LENGTH);
    checkChoices(answer, violations);
    if (answer.metric() == null) {
      checkText(answer, violations);
      return;
    }
    if (answer.text() != null) {
      violations.broken("text", "must be an answer of its own, beside the one with the metric");
    }
    if (answer.metric().equals(Metrics.LOST_TIME.id())) {
      checkLostTime(answer, violations);
      return;
    }
    Map<String, Scale> scales = SCALES.get(answer.metric());
    if (scales == null) {
      violations.broken("metric", "must be one of " + String.join(", ", METRICS));
    } else {
      checkPoint(answer, scales, violations);
    }
  }

  /** Ids, and nothing beside them. */
  private static void checkChoices(Answer answer, Violations violations) {
    List<String> choices = answer.choices();
    if (choices == null) {
      return;
    }
    if (choices.size() > MOST_CHOICES) {
      violations.broken("choices", "must be at most " + MOST_CHOICES);
    }
    choices.forEach(choice -> violations.id("choices", choice));
    if (answer.metric() != null || answer.text() != null || answer.scale() != null) {
      violations.broken("choices", "must be an answer of their own");
    }
  }

  private static void checkText(Answer answer, Violations violations) {
    if (answer.value() != null || answer.scale() != null || answer.answerClass() != null) {
      violations.broken("metric", "is required where there is a value, a scale or a class");
    }
  }

  private static void checkLostTime(Answer answer, Violations violations) {
    absent("scale", answer.scale(), violations);
    absent("class", answer.answerClass(), violations);
    Integer seconds = answer.value();
    violations.present("value", seconds);
    if (seconds != null && seconds < 0) {
      violations.broken("value", "must be a number of seconds, at least 0");
    }
  }

  private static void absent(String field, @Nullable String value, Violations violations) {
    if (value != null) {
      violations.broken(field, "must be absent for the metric " + Metrics.LOST_TIME.id());
    }
  }

  private static void checkPoint(Answer answer, Map<String, Scale> scales, Violations violations) {
    if (answer.answerClass() != null) {
      violations.oneOf("class", answer.answerClass(), CLASSES);
    }
    Integer value = answer.value();
    violations.present("value", value);
    if (!violations.present("scale", answer.scale())) {
      return;
    }
    Scale scale = scales.get(answer.scale());
    if (scale == null) {
      violations.broken(
          "scale",
          "must be one of " + String.join(", ", scales.keySet()) + " for " + answer.metric());
    } else if (value != null && !scale.has(value)) {
      violations.broken(
          "value",
          "must be from %d to %d on the scale %s"
              .formatted(scale.lowest(), scale.highest(), scale.id()));
    }
  }
}
