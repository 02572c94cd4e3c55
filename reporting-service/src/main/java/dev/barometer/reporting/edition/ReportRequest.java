package dev.barometer.reporting.edition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is sent about reports. */
public final class ReportRequest {
  private ReportRequest() {}

  /**
   * A report that is wanted.
   *
   * @param strategyId of the strategy that says all but the period
   * @param from a date, inclusive
   * @param to a date, exclusive
   * @param compareTo {@code previous}, from/to, or nothing
   * @param language the one it is written in, where there is but one
   * @param recipients mail addresses to which it goes once it is published
   */
  public record Planned(
      @Nullable String strategyId,
      @Nullable String title,
      @Nullable String scope,
      @Nullable String from,
      @Nullable String to,
      @Nullable String compareTo,
      @Nullable List<String> sections,
      @Nullable String language,
      @Nullable List<String> languages,
      @Nullable List<String> reviewers,
      @Nullable List<String> recipients) {}

  /** What somebody wrote. */
  record Text(@Nullable String text) {}

  /** Why it is given back. */
  record Returned(@Nullable List<Remark> remarks) {

    /** Of one section. */
    record Remark(@Nullable String section, @Nullable String text) {}
  }

  /** Why there is a new edition. */
  record Because(@Nullable String reason) {}

  /**
   * What it is compared with.
   *
   * @param against {@code inputs} or {@code log}
   */
  record Against(@Nullable String against) {}
}
