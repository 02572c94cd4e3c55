package dev.barometer.reporting.action;

import org.jspecify.annotations.Nullable;

/**
 * An action as it is sent. Of a change, what it aims at may be left out: then that stays.
 *
 * @param owner a staff id
 * @param target in the unit of the metric
 * @param start a date
 * @param due a date
 * @param comparisonScope empty for none
 * @param progress how far it is, in words
 */
record ActionRequest(
    @Nullable String title,
    @Nullable String description,
    @Nullable String owner,
    @Nullable String scope,
    @Nullable String metric,
    @Nullable Double target,
    @Nullable String start,
    @Nullable String due,
    @Nullable String comparisonScope,
    @Nullable From from,
    @Nullable String progress) {

  /** What it came from. */
  record From(@Nullable String kind, @Nullable String id) {}

  /** Why something is done; may be left out. */
  record Because(@Nullable String note) {}
}
