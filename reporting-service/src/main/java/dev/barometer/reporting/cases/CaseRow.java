package dev.barometer.reporting.cases;

import org.jspecify.annotations.Nullable;

/**
 * One case in a line.
 *
 * @param link where it is shown
 */
public record CaseRow(
    String id,
    String link,
    String kind,
    String severity,
    String tone,
    String status,
    String age,
    @Nullable String ticket,
    @Nullable String place) {}
