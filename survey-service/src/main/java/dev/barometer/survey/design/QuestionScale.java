package dev.barometer.survey.design;

import dev.barometer.contract.survey.Question;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.util.Optional;

/** The scale that a question is answered on. */
public final class QuestionScale {
  private QuestionScale() {}

  /** Empty where it is not answered on one. */
  public static Optional<Scale> of(Question question) {
    String metric = question.metric();
    String scale = question.scale();
    return metric == null || scale == null
        ? Optional.empty()
        : Metrics.find(metric).flatMap(known -> Scale.find(known, scale));
  }
}
