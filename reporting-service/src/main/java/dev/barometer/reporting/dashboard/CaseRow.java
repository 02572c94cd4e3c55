package dev.barometer.reporting.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * One case in a line.
 *
 * @param link where complaint-service shows it; null where that is not configured
 */
record CaseRow(
    String id,
    @Nullable String link,
    String kind,
    String severity,
    String tone,
    String status,
    String age,
    @Nullable String ticket,
    @Nullable String place) {}
