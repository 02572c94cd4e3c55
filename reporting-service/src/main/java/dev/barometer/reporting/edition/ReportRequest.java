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

  /**
   * What a section is to say; what is left out stays as it is.
   *
   * @param notes on single tickets, all of them: of {@code faults} and {@code sla}
   * @param comments the ids of responses to quote, all of them: of {@code satisfaction}
   */
  public record Text(
      @Nullable String text, @Nullable List<NoteText> notes, @Nullable List<String> comments) {}

  /**
   * What somebody writes of one ticket.
   *
   * @param item its id
   * @param effect of a major incident, as is the prevention
   * @param measure what is done about a missed SLA
   * @param action the id of the improvement action that does it
   */
  public record NoteText(
      @Nullable String item,
      @Nullable String cause,
      @Nullable String effect,
      @Nullable String prevention,
      @Nullable String measure,
      @Nullable String action) {
    static NoteText of(Note note) {
      Note.ActionLink action = note.action();
      return new NoteText(
          note.item(),
          note.cause(),
          note.effect(),
          note.prevention(),
          note.measure(),
          action == null ? null : action.actionId());
    }
  }

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
