package dev.barometer.contract;

import dev.barometer.contract.access.AuditEntry;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.access.TokenUse;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.report.Report;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.contract.survey.SurveyVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can have happened: the CloudEvents types. An event carries the record of what is then true;
 * its type only says what changed.
 */
public final class EventTypes {
  // Carry a Ticket.
  public static final String TICKET_OPENED = "dev.barometer.ticket.opened";
  public static final String TICKET_UPDATED = "dev.barometer.ticket.updated";
  public static final String TICKET_RESOLVED = "dev.barometer.ticket.resolved";
  public static final String TICKET_CLOSED = "dev.barometer.ticket.closed";
  public static final String TICKET_REOPENED = "dev.barometer.ticket.reopened";

  // Carry a Response.
  public static final String RESPONSE_SUBMITTED = "dev.barometer.response.submitted";
  public static final String RESPONSE_REVISED = "dev.barometer.response.revised";
  public static final String RESPONSE_WITHDRAWN = "dev.barometer.response.withdrawn";

  // Carry a LifecycleSubject.
  public static final String LIFECYCLE_MILESTONE_REACHED =
      "dev.barometer.lifecycle.milestone-reached";
  public static final String LIFECYCLE_TRAINING_COMPLETED =
      "dev.barometer.lifecycle.training-completed";
  public static final String LIFECYCLE_RELEASE_USED = "dev.barometer.lifecycle.release-used";
  public static final String LIFECYCLE_CONTRACT_UPDATED =
      "dev.barometer.lifecycle.contract-updated";

  // Carry a SurveyVersion.
  public static final String SURVEY_PUBLISHED = "dev.barometer.survey.published";
  public static final String SURVEY_RETIRED = "dev.barometer.survey.retired";

  // Carry an Invitation.
  public static final String INVITATION_ISSUED = "dev.barometer.invitation.issued";
  public static final String INVITATION_REMINDED = "dev.barometer.invitation.reminded";
  public static final String INVITATION_ANSWERED = "dev.barometer.invitation.answered";
  public static final String INVITATION_EXPIRED = "dev.barometer.invitation.expired";
  public static final String INVITATION_CANCELLED = "dev.barometer.invitation.cancelled";
  public static final String INVITATION_SUPPRESSED = "dev.barometer.invitation.suppressed";

  // Carry a Mention.
  public static final String MENTION_RECORDED = "dev.barometer.mention.recorded";
  public static final String MENTION_REVISED = "dev.barometer.mention.revised";

  // Carry a Complaint; updated is a change that is none of the moves, such as further evidence.
  public static final String COMPLAINT_OPENED = "dev.barometer.complaint.opened";
  public static final String COMPLAINT_UPDATED = "dev.barometer.complaint.updated";
  public static final String COMPLAINT_ACKNOWLEDGED = "dev.barometer.complaint.acknowledged";
  public static final String COMPLAINT_ASSESSED = "dev.barometer.complaint.assessed";
  public static final String COMPLAINT_ASSIGNED = "dev.barometer.complaint.assigned";
  public static final String COMPLAINT_ESCALATED = "dev.barometer.complaint.escalated";
  public static final String COMPLAINT_RESPONDED = "dev.barometer.complaint.responded";
  public static final String COMPLAINT_CLOSED = "dev.barometer.complaint.closed";
  public static final String COMPLAINT_REOPENED = "dev.barometer.complaint.reopened";
  public static final String COMPLAINT_WITHDRAWN = "dev.barometer.complaint.withdrawn";

  // Carry an ImprovementAction.
  public static final String ACTION_PLANNED = "dev.barometer.action.planned";
  public static final String ACTION_CHANGED = "dev.barometer.action.changed";
  public static final String ACTION_STARTED = "dev.barometer.action.started";
  public static final String ACTION_FINISHED = "dev.barometer.action.finished";
  public static final String ACTION_DROPPED = "dev.barometer.action.dropped";
  public static final String ACTION_REOPENED = "dev.barometer.action.reopened";

  // Carries ScopeTallies.
  public static final String TALLIES_UPDATED = "dev.barometer.tallies.updated";

  // Carries ScopeScores.
  public static final String SCORES_UPDATED = "dev.barometer.scores.updated";

  // Carry a Report; corrected is the beginning of an edition that takes the place of another, and
  // erased is that words of a person who is erased went from it.
  public static final String REPORT_PLANNED = "dev.barometer.report.planned";
  public static final String REPORT_CORRECTED = "dev.barometer.report.corrected";
  public static final String REPORT_COLLECTED = "dev.barometer.report.collected";
  public static final String REPORT_WRITTEN = "dev.barometer.report.written";
  public static final String REPORT_SUBMITTED = "dev.barometer.report.submitted";
  public static final String REPORT_RETURNED = "dev.barometer.report.returned";
  public static final String REPORT_APPROVED = "dev.barometer.report.approved";
  public static final String REPORT_PUBLISHED = "dev.barometer.report.published";
  public static final String REPORT_ERASED = "dev.barometer.report.erased";

  // Carry a NamedToken.
  public static final String TOKEN_ISSUED = "dev.barometer.token.issued";
  public static final String TOKEN_REVOKED = "dev.barometer.token.revoked";

  // Carries a TokenUse.
  public static final String TOKEN_USED = "dev.barometer.token.used";

  public static final String STAFF_CHANGED = "dev.barometer.staff.changed";

  // Carries an Erasure.
  public static final String PERSON_ERASED = "dev.barometer.person.erased";

  /**
   * What survey-service alone asks its gates for, where somebody is erased: on an inbound topic a
   * ticket or a subject without its person, or the id of an answer; on a fact topic what became of
   * it.
   */
  public static final String TICKET_ERASED = "dev.barometer.ticket.erased";

  public static final String RESPONSE_ERASED = "dev.barometer.response.erased";

  public static final String LIFECYCLE_ERASED = "dev.barometer.lifecycle.erased";

  // Carries no value: it is gone.
  public static final String INVITATION_ERASED = "dev.barometer.invitation.erased";

  // Carries no value: who had that mark may come in again.
  public static final String PERSON_FORGOTTEN = "dev.barometer.person.forgotten";

  // Carries an AuditEntry.
  public static final String AUDIT_RECORDED = "dev.barometer.audit.recorded";

  private static final Map<Class<?>, List<String>> BY_RECORD =
      Map.ofEntries(
          Map.entry(
              Ticket.class,
              List.of(
                  TICKET_OPENED, TICKET_UPDATED, TICKET_RESOLVED, TICKET_CLOSED, TICKET_REOPENED)),
          Map.entry(
              Response.class, List.of(RESPONSE_SUBMITTED, RESPONSE_REVISED, RESPONSE_WITHDRAWN)),
          Map.entry(
              LifecycleSubject.class,
              List.of(
                  LIFECYCLE_MILESTONE_REACHED,
                  LIFECYCLE_TRAINING_COMPLETED,
                  LIFECYCLE_RELEASE_USED,
                  LIFECYCLE_CONTRACT_UPDATED)),
          Map.entry(SurveyVersion.class, List.of(SURVEY_PUBLISHED, SURVEY_RETIRED)),
          Map.entry(
              Invitation.class,
              List.of(
                  INVITATION_ISSUED,
                  INVITATION_REMINDED,
                  INVITATION_ANSWERED,
                  INVITATION_EXPIRED,
                  INVITATION_CANCELLED,
                  INVITATION_SUPPRESSED)),
          Map.entry(Mention.class, List.of(MENTION_RECORDED, MENTION_REVISED)),
          Map.entry(
              Complaint.class,
              List.of(
                  COMPLAINT_OPENED,
                  COMPLAINT_UPDATED,
                  COMPLAINT_ACKNOWLEDGED,
                  COMPLAINT_ASSESSED,
                  COMPLAINT_ASSIGNED,
                  COMPLAINT_ESCALATED,
                  COMPLAINT_RESPONDED,
                  COMPLAINT_CLOSED,
                  COMPLAINT_REOPENED,
                  COMPLAINT_WITHDRAWN)),
          Map.entry(
              ImprovementAction.class,
              List.of(
                  ACTION_PLANNED,
                  ACTION_CHANGED,
                  ACTION_STARTED,
                  ACTION_FINISHED,
                  ACTION_DROPPED,
                  ACTION_REOPENED)),
          Map.entry(ScopeTallies.class, List.of(TALLIES_UPDATED)),
          Map.entry(ScopeScores.class, List.of(SCORES_UPDATED)),
          Map.entry(
              Report.class,
              List.of(
                  REPORT_PLANNED,
                  REPORT_CORRECTED,
                  REPORT_COLLECTED,
                  REPORT_WRITTEN,
                  REPORT_SUBMITTED,
                  REPORT_RETURNED,
                  REPORT_APPROVED,
                  REPORT_PUBLISHED,
                  REPORT_ERASED)),
          Map.entry(NamedToken.class, List.of(TOKEN_ISSUED, TOKEN_REVOKED)),
          Map.entry(TokenUse.class, List.of(TOKEN_USED)),
          Map.entry(StaffMember.class, List.of(STAFF_CHANGED)),
          Map.entry(Erasure.class, List.of(PERSON_ERASED)),
          Map.entry(AuditEntry.class, List.of(AUDIT_RECORDED)));

  private static final Map<String, Class<?>> RECORDS = recordsByType();

  private EventTypes() {}

  private static Map<String, Class<?>> recordsByType() {
    Map<String, Class<?>> records = new HashMap<>();
    BY_RECORD.forEach((record, types) -> types.forEach(type -> records.put(type, record)));
    return Map.copyOf(records);
  }

  /** The types of the events that carry this record; empty for any other class. */
  public static List<String> of(Class<?> record) {
    return BY_RECORD.getOrDefault(record, List.of());
  }

  /** What an event of this type carries; empty for a type that is not ours. */
  public static Optional<Class<?>> recordOf(String type) {
    return Optional.ofNullable(RECORDS.get(type));
  }
}
