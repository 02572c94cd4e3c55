package dev.barometer.contract.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.rule.Blank;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question, all texts by language.
 *
 * @param kind {@code scale}: a point of a metric's scale; {@code choice}: options; {@code text}:
 *     free text; {@code lost-time}: a span
 * @param metric of a scale question
 * @param scale of a scale question, for example {@code 0-10}
 * @param look of a scale question: {@code stars}, {@code faces}, {@code numbers} or {@code labels}
 * @param multiple whether several options may be chosen
 * @param labels by language, then by point: what a point means, for the points that say it
 * @param rotation questions with the same word here take turns: each person is asked some of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Question(
    String questionId,
    String kind,
    @Nullable String metric,
    @Nullable String scale,
    @Nullable String look,
    boolean required,
    boolean multiple,
    Map<String, String> text,
    @Nullable Map<String, Map<String, String>> labels,
    @Nullable List<Option> options,
    @Nullable ShowIf showIf,
    @Nullable String rotation) {

  public static final String SCALE = "scale";
  public static final String CHOICE = "choice";
  public static final String TEXT = "text";
  public static final String LOST_TIME = "lost-time";

  public Question {
    metric = Blank.toNull(metric);
    scale = Blank.toNull(scale);
    look = Blank.toNull(look);
    rotation = Blank.toNull(rotation);
    text = text == null ? Map.of() : text;
  }
}
