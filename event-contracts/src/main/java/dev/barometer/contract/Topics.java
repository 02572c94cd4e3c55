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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The topics and their names. Each has one writer, but for the inbound ones (the outside world) and
 * those on which every service speaks of itself.
 */
public final class Topics {
  public static final String INBOUND_TICKETS = "barometer.inbound.tickets";
  public static final String INBOUND_RESPONSES = "barometer.inbound.responses";
  public static final String INBOUND_LIFECYCLE = "barometer.inbound.lifecycle";
  public static final String TICKETS = "barometer.tickets";
  public static final String LIFECYCLE = "barometer.lifecycle";
  public static final String SURVEYS = "barometer.surveys";
  public static final String INVITATIONS = "barometer.invitations";
  public static final String RESPONSES = "barometer.responses";
  public static final String MENTIONS = "barometer.mentions";
  public static final String COMPLAINTS = "barometer.complaints";
  public static final String ACTIONS = "barometer.actions";
  public static final String TALLIES = "barometer.tallies";
  public static final String SCORES = "barometer.scores";
  public static final String REPORTS = "barometer.reports";
  public static final String TOKENS = "barometer.tokens";
  public static final String TOKEN_USES = "barometer.token-uses";
  public static final String STAFF = "barometer.staff";
  public static final String ERASURES = "barometer.erasures";
  public static final String AUDIT = "barometer.audit";

  /** Every topic but the dead-letter ones. */
  public static final List<String> ALL =
      List.of(
          INBOUND_TICKETS,
          INBOUND_RESPONSES,
          INBOUND_LIFECYCLE,
          TICKETS,
          LIFECYCLE,
          SURVEYS,
          INVITATIONS,
          RESPONSES,
          MENTIONS,
          COMPLAINTS,
          ACTIONS,
          TALLIES,
          SCORES,
          REPORTS,
          TOKENS,
          TOKEN_USES,
          STAFF,
          ERASURES,
          AUDIT);

  private static final Map<String, Class<?>> RECORDS =
      Map.ofEntries(
          Map.entry(INBOUND_TICKETS, Ticket.class),
          Map.entry(INBOUND_RESPONSES, Response.class),
          Map.entry(INBOUND_LIFECYCLE, LifecycleSubject.class),
          Map.entry(TICKETS, Ticket.class),
          Map.entry(LIFECYCLE, LifecycleSubject.class),
          Map.entry(SURVEYS, SurveyVersion.class),
          Map.entry(INVITATIONS, Invitation.class),
          Map.entry(RESPONSES, Response.class),
          Map.entry(MENTIONS, Mention.class),
          Map.entry(COMPLAINTS, Complaint.class),
          Map.entry(ACTIONS, ImprovementAction.class),
          Map.entry(TALLIES, ScopeTallies.class),
          Map.entry(SCORES, ScopeScores.class),
          Map.entry(REPORTS, Report.class),
          Map.entry(TOKENS, NamedToken.class),
          Map.entry(TOKEN_USES, TokenUse.class),
          Map.entry(STAFF, StaffMember.class),
          Map.entry(ERASURES, Erasure.class),
          Map.entry(AUDIT, AuditEntry.class));

  private Topics() {}

  /** What the values of a topic are; empty for dead letters and topics that are not ours. */
  public static Optional<Class<?>> recordOf(String topic) {
    return Optional.ofNullable(RECORDS.get(topic));
  }

  /** Where {@code group} puts what it could not read from {@code topic}. */
  public static String deadLettersOf(String topic, String group) {
    return topic + "." + group + ".dlq";
  }
}
