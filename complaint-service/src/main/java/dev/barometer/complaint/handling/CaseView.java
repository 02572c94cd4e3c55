package dev.barometer.complaint.handling;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Closing;
import dev.barometer.complaint.cases.Customer;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Handling;
import dev.barometer.complaint.cases.Move;
import dev.barometer.complaint.clock.CaseClock;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.contract.fact.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case as the desk sees it: the complaint that travels, the answers that no longer stand, how far
 * people have come with it, and what can be done now.
 *
 * @param waitingFor whom one waits for, if for anybody
 * @param open the moves that are open
 * @param history the oldest first; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseView(
    String complaintId,
    long revision,
    String kind,
    String status,
    String severity,
    String rule,
    Instant openedAt,
    @Nullable Instant receivedAt,
    @Nullable Instant closedAt,
    @Nullable String ticketId,
    @Nullable String personId,
    Context context,
    List<Said> evidence,
    String level,
    @Nullable String assignee,
    @Nullable String waitingFor,
    @Nullable Boolean slaMet,
    @Nullable Boolean repeated,
    @Nullable Customer customer,
    @Nullable Closing closing,
    @Nullable String stageOf,
    @Nullable String reviewedBy,
    @Nullable String mergedInto,
    List<ClockView> clocks,
    List<String> open,
    @Nullable List<Happened> history) {

  /** One answer, and why it escalated. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Said(
      String responseId,
      long responseRevision,
      boolean stands,
      String rule,
      String severity,
      Instant saidAt,
      @Nullable String metric,
      @Nullable String scale,
      @Nullable Integer value,
      @Nullable String text) {

    static Said of(Evidence entry, Case shown) {
      var said = entry.said();
      return new Said(
          said.responseId(),
          entry.responseRevision(),
          entry.stands() && shown.movedTo(entry.responseId()).isEmpty(),
          entry.rule(),
          entry.severity().label(),
          said.saidAt(),
          said.metric(),
          said.scale(),
          said.value(),
          said.text());
    }
  }

  /**
   * One clock.
   *
   * @param due when it is breached; absent while it stands, and once it is
   * @param state {@code running}, {@code paused}, {@code met} or {@code breached}
   * @param businessSeconds how much business time has passed on it, of {@code targetSeconds}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ClockView(
      String name,
      @Nullable Instant due,
      String state,
      long businessSeconds,
      long targetSeconds,
      @Nullable Instant doneAt,
      @Nullable Instant breachedAt) {

    static ClockView of(CaseClock clock, ClockRules rules, Instant now) {
      return new ClockView(
          clock.name().label(),
          clock.due(),
          clock.state().label(),
          clock.passed(now, rules.calendar()).toSeconds(),
          clock.target().toSeconds(),
          clock.doneAt(),
          clock.breachedAt());
    }
  }

  /**
   * What happened.
   *
   * @param seal over this entry and all before it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Happened(
      int number,
      Instant at,
      String who,
      String what,
      @Nullable String note,
      @Nullable Map<String, String> details,
      @Nullable String seal) {

    static Happened of(Entry entry) {
      return new Happened(
          entry.number(),
          entry.at(),
          entry.who(),
          entry.what(),
          entry.note(),
          entry.details().isEmpty() ? null : entry.details(),
          entry.seal());
    }
  }

  /** With its history. */
  public static CaseView whole(Case shown, ClockRules rules, Instant now) {
    return of(shown, rules, now, shown.handling().history().stream().map(Happened::of).toList());
  }

  /** As lists show it. */
  static CaseView line(Case shown, ClockRules rules, Instant now) {
    return of(shown, rules, now, null);
  }

  private static CaseView of(
      Case shown, ClockRules rules, Instant now, @Nullable List<Happened> history) {
    Handling handling = shown.handling();
    return new CaseView(
        shown.caseId(),
        shown.revision(),
        shown.kind(),
        shown.status().label(),
        shown.severity().label(),
        shown.rule(),
        shown.openedAt(),
        handling.receivedAt(),
        shown.closedAt(),
        shown.ticketId(),
        shown.personId(),
        shown.context(),
        shown.evidence().stream().map(one -> Said.of(one, shown)).toList(),
        handling.level().label(),
        handling.assignee() == null ? null : handling.assignee().id(),
        handling.waitingFor(),
        shown.slaMet(),
        handling.repeated() ? true : null,
        handling.customer(),
        handling.closing(),
        handling.stageOf(),
        handling.reviewedBy(),
        handling.mergedInto(),
        handling.clocks().all().stream().map(one -> ClockView.of(one, rules, now)).toList(),
        Move.openIn(shown).stream().map(Move::label).toList(),
        history);
  }
}
