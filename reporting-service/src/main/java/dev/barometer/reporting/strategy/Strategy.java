package dev.barometer.reporting.strategy;

import dev.barometer.reporting.edition.Section;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How reports of a scope are made again and again.
 *
 * @param revision grows with each change; each one is kept
 * @param scope as a score names it
 * @param compareTo {@code previous}, from/to, or null
 * @param languages the first is the one they are written in
 * @param recipients mail addresses
 * @param reviewers ids of staff; empty where any manager may
 * @param template what a draft begins with, by section
 * @param active whether the timetable plans them
 * @param changedBy the name of who did
 */
public record Strategy(
    String strategyId,
    long revision,
    String title,
    String scope,
    List<Section> sections,
    Cadence cadence,
    @Nullable String compareTo,
    List<String> languages,
    List<String> recipients,
    List<String> reviewers,
    SortedMap<Section, String> template,
    boolean active,
    Instant changedAt,
    String changedBy) {

  public Strategy {
    sections = List.copyOf(sections);
    languages = List.copyOf(languages);
    recipients = List.copyOf(recipients);
    reviewers = List.copyOf(reviewers);
    template = new TreeMap<>(template);
  }

  /** The same, of that revision, changed then by him. */
  Strategy as(long number, Instant at, String by) {
    return with(number, active, at, by);
  }

  /** The same, without a schedule. */
  Strategy retired() {
    return with(revision, false, changedAt, changedBy);
  }

  /** Whether both say the same, whoever said it when. */
  boolean saysTheSameAs(Strategy other) {
    return equals(other.as(revision, changedAt, changedBy));
  }

  private Strategy with(long number, boolean isActive, Instant at, String by) {
    return new Strategy(
        strategyId,
        number,
        title,
        scope,
        sections,
        cadence,
        compareTo,
        languages,
        recipients,
        reviewers,
        template,
        isActive,
        at,
        by);
  }
}
