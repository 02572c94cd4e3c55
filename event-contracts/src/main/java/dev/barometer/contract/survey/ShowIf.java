package dev.barometer.contract.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a question is asked: only where an earlier one was answered with a point of one of these
 * classes, or with one of these options.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShowIf(
    String questionId, @Nullable List<String> classes, @Nullable List<String> options) {}
