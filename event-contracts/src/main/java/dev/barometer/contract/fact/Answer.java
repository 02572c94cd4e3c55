package dev.barometer.contract.fact;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.barometer.contract.rule.Blank;
import org.jspecify.annotations.Nullable;

/**
 * One answered question: a point of a metric's scale, or text. A blank text is absent.
 *
 * @param answerClass the point's class by the survey version's cuts; null means the scale's default
 */
public record Answer(
    String questionId,
    @Nullable String metric,
    @Nullable String scale,
    @Nullable Integer value,
    @JsonProperty("class") @Nullable String answerClass,
    @Nullable String text) {

  public Answer {
    metric = Blank.toNull(metric);
    scale = Blank.toNull(scale);
    answerClass = Blank.toNull(answerClass);
    text = Blank.toNull(text);
  }

  /** Whether the question was answered: forms also send those that were not. */
  public boolean wasAnswered() {
    return value != null || text != null || answerClass != null;
  }
}
