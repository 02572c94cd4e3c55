package dev.barometer.contract.fact;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.barometer.contract.rule.Blank;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answered question: a point of a metric's scale, or text. A blank text is absent.
 *
 * @param answerClass the point's class by the survey version's cuts; null means the scale's default
 * @param choices the ids of the options that were chosen
 */
public record Answer(
    String questionId,
    @Nullable String metric,
    @Nullable String scale,
    @Nullable Integer value,
    @JsonProperty("class") @Nullable String answerClass,
    @Nullable String text,
    @Nullable List<String> choices) {

  public Answer {
    metric = Blank.toNull(metric);
    scale = Blank.toNull(scale);
    answerClass = Blank.toNull(answerClass);
    text = Blank.toNull(text);
    choices =
        choices == null || choices.isEmpty()
            ? null
            : Collections.unmodifiableList(new ArrayList<>(choices));
  }

  /** A point or a text. */
  public Answer(
      String questionId,
      @Nullable String metric,
      @Nullable String scale,
      @Nullable Integer value,
      @Nullable String answerClass,
      @Nullable String text) {
    this(questionId, metric, scale, value, answerClass, text, null);
  }

  /** Options that were chosen. */
  public static Answer chosen(String questionId, List<String> choices) {
    return new Answer(questionId, null, null, null, null, null, choices);
  }

  /** Whether the question was answered: forms also send those that were not. */
  public boolean wasAnswered() {
    return value != null || text != null || answerClass != null || choices != null;
  }
}
