package dev.barometer.survey.kept;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Something that is kept for a time.
 *
 * @param kind names its lists
 * @param after how long after the moment it is listed under it is forgotten
 * @param forget is given ids, some at a time and perhaps twice, and leaves what its state forbids
 */
public record Kept(String kind, Duration after, Consumer<Collection<String>> forget) {}
