package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.clock.Clocks;
import dev.barometer.contract.EventTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case that begins.
 *
 * @param caseId derived from what it is about, so that who opens it twice opens it once
 * @param by who opens it
 * @param receivedAt when Barometer took it in: from then on its clocks run
 * @param repeated whether the same person had a case of the same matter before
 */
public record Opening(
    String caseId,
    @Nullable String ticketId,
    @Nullable String personId,
    Evidence evidence,
    Actor by,
    Instant receivedAt,
    boolean repeated) {

  /** The case, after what was said. */
  public Case open(ClockRules rules) {
    return begun(edit(rules, null), null, Map.of());
  }

  /** The case as somebody took it down. */
  public Case byHand(ClockRules rules, Customer customer) {
    CaseEdit edit = edit(rules, null);
    edit.customer = customer;
    return begun(edit, null, Map.of());
  }

  /** What was taken out of another case, whose clocks it goes on with. */
  static Case splitFrom(
      Case source, List<Evidence> taken, String caseId, Actor by, Instant now, ClockRules rules) {
    Evidence first = taken.get(0);
    Case split =
        new Opening(
                caseId,
                source.ticketId(),
                source.personId(),
                first,
                by,
                now,
                source.handling().repeated())
            .split(rules, source);
    for (Evidence further : taken.subList(1, taken.size())) {
      split = split.withTaken(further, by, now, rules);
    }
    return split;
  }

  private Case split(ClockRules rules, Case source) {
    CaseEdit edit = edit(rules, null);
    edit.goOnFrom(source);
    return begun(edit, null, Map.of("splitFrom", source.caseId()));
  }

  /**
   * The second stage of a case, by somebody who had no hand in the first: it is owed a formal
   * answer, and the limit of the first goes on.
   */
  static Case review(
      Case first,
      String reviewId,
      Actor by,
      @Nullable String reason,
      Instant now,
      ClockRules rules) {
    var opening =
        new Opening(
            reviewId, first.ticketId(), first.personId(), first.evidence().get(0), by, now, true);
    CaseEdit edit = opening.edit(rules, first);
    edit.customer = first.handling().customer();
    edit.takeOver(first);
    return opening.begun(edit, reason, Map.of("stageOf", first.caseId()));
  }

  private CaseEdit edit(ClockRules rules, @Nullable Case stageOf) {
    Instant at = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    String kind = stageOf == null && !repeated ? evidence.kind() : Case.COMPLAINT;
    Clocks clocks =
        Clocks.started(rules, kind, evidence.severity().label(), at)
            .goingOnWithTheLimitOf(
                stageOf == null ? Clocks.NONE : stageOf.handling().clocks(),
                rules,
                kind,
                evidence.severity().label(),
                at);
    Handling none = Handling.NONE;
    var handling =
        new Handling(
            at,
            clocks,
            none.level(),
            null,
            false,
            null,
            null,
            false,
            repeated,
            null,
            null,
            stageOf == null ? null : stageOf.caseId(),
            null,
            null,
            List.of(),
            List.of());
    var nothing =
        new Case(
            caseId,
            0,
            kind,
            Status.RECEIVED,
            evidence.severity(),
            evidence.rule(),
            evidence.said().saidAt(),
            null,
            ticketId,
            personId,
            evidence.context(),
            List.of(evidence),
            handling,
            new Change(EventTypes.COMPLAINT_OPENED, at));
    return new CaseEdit(nothing, at, rules);
  }

  private Case begun(CaseEdit edit, @Nullable String note, Map<String, String> more) {
    Map<String, String> details =
        more.isEmpty()
            ? Map.of("rule", evidence.rule(), "responseId", evidence.responseId())
            : more;
    Map<String, String> because =
        repeated && more.isEmpty() ? Map.of("because", "repeated") : Map.of();
    edit.add(by, What.OPENED, note, details);
    if (!because.isEmpty() && !evidence.kind().equals(Case.COMPLAINT)) {
      edit.add(Actor.BAROMETER, What.BECAME_COMPLAINT, null, because);
    }
    return edit.as(EventTypes.COMPLAINT_OPENED).result(evidence.said().saidAt());
  }
}
