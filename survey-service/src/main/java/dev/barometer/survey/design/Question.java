package dev.barometer.survey.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question: answered by a point of a metric's scale, or in free text where it has no metric.
 *
 * @param wording by language
 * @param labels by language: what a point means, for the points that say it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Question(
    String questionId,
    @Nullable String metric,
    @Nullable String scale,
    boolean required,
    Map<String, String> wording,
    @Nullable Map<String, Map<Integer, String>> labels) {}
