package dev.barometer.reporting.strategy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strategy as it is sent.
 *
 * @param scope left out for all
 * @param sections left out for all of them
 * @param compareTo {@code previous}, from/to, or nothing
 * @param languages left out for English
 * @param reviewers left out where any manager may review
 * @param template by section the text that a draft begins with
 * @param active false for one that the timetable does not plan by
 */
record StrategyRequest(
    @Nullable String strategyId,
    @Nullable String title,
    @Nullable String scope,
    @Nullable List<String> sections,
    @Nullable CadenceRequest cadence,
    @Nullable String compareTo,
    @Nullable List<String> languages,
    @Nullable List<String> recipients,
    @Nullable List<String> reviewers,
    @Nullable Map<String, String> template,
    @Nullable Boolean active) {

  /**
   * How often.
   *
   * @param every {@code week}, {@code month}, {@code quarter} or {@code year}
   * @param day of the one after it
   */
  record CadenceRequest(@Nullable String every, @Nullable Integer day) {}
}
