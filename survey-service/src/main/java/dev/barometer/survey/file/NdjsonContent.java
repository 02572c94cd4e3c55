package dev.barometer.survey.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file of JSON.
 *
 * @param tickets whether its lines are tickets; else they are responses
 * @param source names the file's origin; with a line's own id it makes the response's id
 * @param requestedAt stands in where a line names no time
 */
public record NdjsonContent(boolean tickets, @Nullable String source, Instant requestedAt) {}
