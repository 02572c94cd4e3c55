package dev.barometer.reporting.comment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment that somebody chose to quote, without who wrote it.
 *
 * @param revision of the response that it stands in
 */
public record ChosenComment(
    String responseId, long revision, Instant submittedAt, @Nullable String locale, String text) {}
