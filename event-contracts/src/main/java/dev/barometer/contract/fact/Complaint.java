package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bad experience that is being handled. Topic {@code barometer.complaints}, key the complaint id,
 * written by complaint-service.
 *
 * @param kind {@code grievance} (informal) or {@code complaint} (formal)
 * @param status {@code received}, {@code acknowledged}, {@code assessed}, {@code investigating},
 *     {@code responded}, {@code closed} or {@code withdrawn}
 * @param severity {@code normal} or {@code severe}
 * @param rule which rule opened it
 * @param slaMet whether all its clocks were kept; null until that is known
 * @param escalated whether it went up a level on the way; null until that is known
 * @param handling how far people have come with it; null where an older version wrote it
 */
public record Complaint(
    String complaintId,
    long revision,
    String kind,
    String status,
    String severity,
    String rule,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String ticketId,
    @Nullable Respondent person,
    List<Evidence> evidence,
    Context context,
    @Nullable Boolean slaMet,
    @Nullable Boolean escalated,
    @Nullable Handling handling)
    implements Fact {

  public static final String CLOSED = "closed";

  public Complaint {
    ticketId = Blank.toNull(ticketId);
    evidence =
        evidence == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(evidence));
    context = context == null ? Context.NONE : context;
  }

  /** Of which nobody says how far people have come with it. */
  public Complaint(
      String complaintId,
      long revision,
      String kind,
      String status,
      String severity,
      String rule,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String ticketId,
      @Nullable Respondent person,
      List<Evidence> evidence,
      Context context,
      @Nullable Boolean slaMet,
      @Nullable Boolean escalated) {
    this(
        complaintId,
        revision,
        kind,
        status,
        severity,
        rule,
        openedAt,
        closedAt,
        ticketId,
        person,
        evidence,
        context,
        slaMet,
        escalated,
        null);
  }

  /**
   * How far people have come with it.
   *
   * @param level who answers for it: {@code agent}, {@code team-lead} or {@code manager}
   * @param assignee a staff id, or the name of a token
   * @param dueAt when the next of its clocks is breached; null where none runs
   * @param repeated whether the same person had a case of the same matter before
   * @param stageOf the complaint that it is the review of
   * @param mergedInto the complaint that it became a part of
   * @param rootCause of one that is closed
   * @param historyLength how many entries its history has
   * @param historySeal of the last of them, over all before it: who has it can tell whether the
   *     history was changed since
   */
  public record Handling(
      String level,
      @Nullable String assignee,
      @Nullable Instant dueAt,
      @Nullable Boolean repeated,
      @Nullable String stageOf,
      @Nullable String mergedInto,
      @Nullable String rootCause,
      @Nullable Integer historyLength,
      @Nullable String historySeal) {

    public Handling {
      assignee = Blank.toNull(assignee);
      stageOf = Blank.toNull(stageOf);
      mergedInto = Blank.toNull(mergedInto);
      rootCause = Blank.toNull(rootCause);
      historySeal = Blank.toNull(historySeal);
    }
  }

  /** What was said: the answer that opened the case, or one that joined it. */
  public record Evidence(
      String responseId,
      Instant saidAt,
      @Nullable String metric,
      @Nullable String scale,
      @Nullable Integer value,
      @Nullable String text) {

    public Evidence {
      metric = Blank.toNull(metric);
      scale = Blank.toNull(scale);
      text = Blank.toNull(text);
    }
  }

  @Override
  public String id() {
    return complaintId;
  }
}
