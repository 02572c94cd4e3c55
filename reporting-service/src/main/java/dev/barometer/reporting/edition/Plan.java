package dev.barometer.reporting.edition;

import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about; settled before anything is collected.
 *
 * @param scope whose it is, as a score names it
 * @param from inclusive; the start of a day where the organisation is
 * @param to exclusive; the start of a day, too
 * @param comparedFrom the period it is compared with; null where it is compared with none
 * @param languages in which it can be read, the first is the one it is written in
 * @param reviewers staff who may approve it or give it back; empty where any manager may
 * @param recipients mail addresses to which it goes once it is published
 * @param origin the strategy that it was planned by; null where it was planned without one
 */
public record Plan(
    String title,
    String scope,
    Instant from,
    Instant to,
    @Nullable Instant comparedFrom,
    @Nullable Instant comparedTo,
    List<Section> sections,
    List<String> languages,
    List<String> reviewers,
    List<String> recipients,
    @Nullable Origin origin) {

  /** A strategy as it was then. */
  public record Origin(String strategyId, long revision) {}

  public Plan {
    sections = List.copyOf(sections);
    languages = List.copyOf(languages);
    reviewers = List.copyOf(reviewers);
    recipients = recipients == null ? List.of() : List.copyOf(recipients);
  }

  /** One that no strategy asks for. */
  Plan(
      String title,
      String scope,
      Instant from,
      Instant to,
      @Nullable Instant comparedFrom,
      @Nullable Instant comparedTo,
      List<Section> sections,
      List<String> languages,
      List<String> reviewers,
      List<String> recipients) {
    this(
        title,
        scope,
        from,
        to,
        comparedFrom,
        comparedTo,
        sections,
        languages,
        reviewers,
        recipients,
        null);
  }

  public Scope whose() {
    return Scope.parse(scope);
  }

  public Period period() {
    return new Period(from, to);
  }

  public Optional<Period> compared() {
    return comparedFrom == null || comparedTo == null
        ? Optional.empty()
        : Optional.of(new Period(comparedFrom, comparedTo));
  }
}
