package dev.barometer.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules a fact must keep, asked at every edge: on HTTP a broken one is a 4xx, on a topic a dead
 * letter. No rule depends on anything but the fact and, for the future, the clock. Records arrive
 * from JSON with nulls where something required is missing; that is a broken rule, never an
 * exception.
 */
public final class Rules {
  /** Numbers of JSON are exact up to one more, so that the last one can still be taken back. */
  private static final long HIGHEST_REVISION = (1L << 53) - 1;

  private static final int SUBJECT_LENGTH = 1_000;
  private static final int LONGEST_WAIT = 31 * 24 * 3_600;
  private static final int SAYING_LENGTH = 10_000;

  private static final List<String> TICKET_STATUSES =
      List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED);
  private static final List<String> RESOLVERS = List.of(Ticket.HUMAN, Ticket.BOT);
  private static final List<String> INVITATION_STATUSES =
      List.of("issued", "reminded", "answered", "expired", "cancelled", "suppressed");
  private static final List<String> MENTION_KINDS = List.of("mention", "interview");
  private static final List<String> COMPLAINT_KINDS = List.of("grievance", "complaint");
  private static final List<String> COMPLAINT_STATUSES =
      List.of(
          "received",
          "acknowledged",
          "assessed",
          "investigating",
          "responded",
          "closed",
          "withdrawn");
  private static final List<String> SEVERITIES = List.of("normal", "severe");
  private static final List<String> ROLES =
      List.of("ingest", "viewer", "agent", "manager", "admin");
  private static final List<String> STAFF_ROLES = List.of("viewer", "agent", "manager", "admin");
  private static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");

  /** One at sign between what holds neither blanks nor another: the rest only mail can tell. */
  private static final Pattern MAIL =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,200}@[^\\s@\\p{Cntrl}]{1,200}");

  private static final int MOST_TEAMS = 100;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private Rules() {}

  /**
   * What is wrong with a record of any topic, and with the key it came under; empty where nothing
   * is.
   */
  public static List<Violation> check(Object record, String key, Instant now) {
    Findings findings = new Findings(now);
    String wanted;
    if (record instanceof Fact fact) {
      List<Violation> violations = check(fact, now);
      if (!violations.isEmpty()) {
        return violations;
      }
      wanted = fact.id();
    } else if (record instanceof ScopeTallies tallies) {
      ToldRules.check(tallies, findings);
      wanted = ScopeTallies.key(tallies.scope(), tallies.bucket());
    } else if (record instanceof ScopeScores scores) {
      ToldRules.check(scores, findings);
      wanted = scores.scope();
    } else if (record instanceof TokenUse use) {
      findings.happened("lastUsedAt", use.lastUsedAt());
      wanted = use.tokenId() + "|" + use.service();
    } else if (record instanceof AuditEntry entry) {
      findings.happened("at", entry.at());
      wanted = entry.id();
    } else {
      throw new IllegalArgumentException(record.getClass() + " stands on no topic");
    }
    if (findings.all().isEmpty() && !key.equals(wanted)) {
      findings.broken(
          "key", record instanceof Fact ? "must be the id of the fact" : "must be " + wanted);
    }
    return findings.all();
  }

  /** What is wrong with the key of a tombstone on a topic of such records; empty where nothing. */
  public static List<Violation> checkErasure(Class<?> record, String key, Instant now) {
    Findings findings = new Findings(now);
    if (record.equals(ScopeTallies.class)) {
      ToldRules.checkTalliesKey(key, findings);
    } else if (record.equals(ScopeScores.class)) {
      ToldRules.checkScope("key", key, findings);
    } else {
      findings.id("key", key);
    }
    return findings.all();
  }

  /** What is wrong with the time an event says it happened at; empty where nothing is. */
  public static List<Violation> checkEventTime(String attribute, Instant time, Instant now) {
    Findings findings = new Findings(now);
    findings.mayHaveHappened(attribute, time);
    return findings.all();
  }

  /**
   * What is wrong with the revision of what comes in; empty where nothing is. Not a rule of facts:
   * higher ones were taken before there was a highest, and stay readable.
   */
  public static List<Violation> checkIncomingRevision(long revision) {
    return revision <= HIGHEST_REVISION
        ? List.of()
        : List.of(new Violation("revision", "must be at most " + HIGHEST_REVISION));
  }

  /** What is wrong with a response that comes in; empty where nothing is. */
  public static List<Violation> checkIncoming(Response response, Instant now) {
    List<Violation> violations = new ArrayList<>(check(response, now));
    violations.addAll(checkIncomingRevision(response.revision()));
    return violations;
  }

  /** What is wrong with a fact of any kind; empty where nothing is. */
  public static List<Violation> check(Fact fact, Instant now) {
    if (fact instanceof Ticket ticket) {
      return check(ticket, now);
    }
    if (fact instanceof Response response) {
      return check(response, now);
    }
    if (fact instanceof Invitation invitation) {
      return check(invitation, now);
    }
    if (fact instanceof Mention mention) {
      return check(mention, now);
    }
    if (fact instanceof Complaint complaint) {
      return check(complaint, now);
    }
    if (fact instanceof StaffMember member) {
      return check(member, now);
    }
    return check((NamedToken) fact, now);
  }

  /**
   * What is wrong with a ticket as it comes in, its defaults filled in; empty where nothing is.
   * What it says of its state it has to say completely; facts of before that did not stay readable.
   *
   * @param eventTime when its event happened; null where that does not say
   */
  public static List<Violation> checkIncoming(
      Ticket ticket, @Nullable Instant eventTime, Instant now) {
    Findings findings = new Findings(now);
    if (ticket.revision() == 0 && eventTime == null) {
      findings.broken("revision", "is required where the event has no time");
    }
    if (Ticket.CLOSED.equals(ticket.status()) && ticket.closedAt() == null) {
      findings.broken("closedAt", missingTime(eventTime));
    }
    if (Ticket.RESOLVED.equals(ticket.status()) && ticket.resolvedAt() == null) {
      findings.broken("resolvedAt", missingTime(eventTime));
    }
    List<Violation> others = new ArrayList<>(checkIncomingRevision(ticket.revision()));
    others.addAll(check(ticket, now));
    for (Violation violation : others) {
      if (findings.all().stream().noneMatch(said -> said.field().equals(violation.field()))) {
        findings.broken(violation.field(), violation.rule());
      }
    }
    return findings.all();
  }

  private static String missingTime(@Nullable Instant eventTime) {
    return eventTime == null
        ? "is required where the event has no time"
        : "is required where the event's time is before the ticket was opened or resolved";
  }

  /** What is wrong with a ticket, its defaults filled in; empty where nothing is. */
  public static List<Violation> check(Ticket ticket, Instant now) {
    Findings findings = new Findings(now);
    findings.id("ticketId", ticket.ticketId());
    findings.atLeast(1, "revision", ticket.revision());
    findings.oneOf("status", ticket.status(), TICKET_STATUSES);
    findings.label("type", ticket.type());
    findings.text("subject", ticket.subject(), SUBJECT_LENGTH);
    findings.atLeast(0, "reopenCount", ticket.reopenCount());
    findings.oneOf("resolvedBy", ticket.resolvedBy(), RESOLVERS);
    Integer waited = ticket.waitedSeconds();
    if (waited != null && (waited < 0 || waited > LONGEST_WAIT)) {
      findings.broken("waitedSeconds", "must be from 0 to " + LONGEST_WAIT + ", a month");
    }
    checkTimes(ticket, findings);
    checkContext("context", ticket.context(), findings);
    Requester requester = ticket.requester();
    if (requester != null) {
      findings.in("requester").id("id", requester.id());
      findings.label("name", requester.name());
      findings.label("email", requester.email());
      findings.label("locale", requester.locale());
    }
    Attribution attribution = ticket.attribution();
    if (attribution != null) {
      findings.in("attribution").happened("frozenAt", attribution.frozenAt());
      findings.oneOf("resolvedBy", attribution.resolvedBy(), RESOLVERS);
      checkContext("attribution.context", attribution.context(), findings);
    }
    return findings.all();
  }

  private static void checkTimes(Ticket ticket, Findings findings) {
    findings.happened("openedAt", ticket.openedAt());
    findings.mayHaveHappened("firstRespondedAt", ticket.firstRespondedAt());
    findings.mayHaveHappened("resolvedAt", ticket.resolvedAt());
    findings.mayHaveHappened("closedAt", ticket.closedAt());
    findings.inOrder("openedAt", ticket.openedAt(), "firstRespondedAt", ticket.firstRespondedAt());
    findings.inOrder("openedAt", ticket.openedAt(), "resolvedAt", ticket.resolvedAt());
    findings.inOrder("openedAt", ticket.openedAt(), "closedAt", ticket.closedAt());
    // Until it is closed again, a reopened ticket may still carry the time of its last closing.
    if (Ticket.CLOSED.equals(ticket.status())) {
      findings.inOrder("resolvedAt", ticket.resolvedAt(), "closedAt", ticket.closedAt());
    }
  }

  /** What is wrong with a response, its defaults filled in; empty where nothing is. */
  public static List<Violation> check(Response response, Instant now) {
    Findings findings = new Findings(now);
    findings.id("responseId", response.responseId());
    findings.atLeast(1, "revision", response.revision());
    findings.id("surveyId", response.surveyId());
    findings.atLeast(1, "surveyVersion", response.surveyVersion());
    findings.label("invitationId", response.invitationId());
    findings.label("ticketId", response.ticketId());
    findings.label("campaignId", response.campaignId());
    findings.happened("submittedAt", response.submittedAt());
    findings.mayHaveHappened("withdrawnAt", response.withdrawnAt());
    findings.label("channel", response.channel());
    findings.label("locale", response.locale());
    boolean hasAnswer =
        response.answers().stream().anyMatch(answer -> answer == null || answer.wasAnswered());
    if (!hasAnswer && response.withdrawnAt() == null) {
      findings.broken("answers", "must hold at least one answer");
    }
    AnswerRules.check(response.answers(), findings);
    checkPerson("respondent", response.respondent(), findings);
    checkContext("context", response.context(), findings);
    return findings.all();
  }

  /** What is wrong with an invitation; empty where nothing is. */
  public static List<Violation> check(Invitation invitation, Instant now) {
    Findings findings = new Findings(now);
    findings.id("invitationId", invitation.invitationId());
    findings.atLeast(1, "revision", invitation.revision());
    findings.oneOf("status", invitation.status(), INVITATION_STATUSES);
    findings.id("surveyId", invitation.surveyId());
    findings.atLeast(1, "surveyVersion", invitation.surveyVersion());
    findings.label("campaignId", invitation.campaignId());
    findings.label("ticketId", invitation.ticketId());
    findings.label("reason", invitation.reason());
    findings.happened("issuedAt", invitation.issuedAt());
    findings.mayHaveHappened("answeredAt", invitation.answeredAt());
    findings.mayCome("expiresAt", invitation.expiresAt());
    findings.inOrder("issuedAt", invitation.issuedAt(), "expiresAt", invitation.expiresAt());
    findings.inOrder("issuedAt", invitation.issuedAt(), "answeredAt", invitation.answeredAt());
    if ("answered".equals(invitation.status())) {
      findings.present("answeredAt", invitation.answeredAt());
    }
    if ("suppressed".equals(invitation.status())) {
      findings.present("reason", invitation.reason());
    }
    checkPerson("respondent", invitation.respondent(), findings);
    checkContext("context", invitation.context(), findings);
    return findings.all();
  }

  /** What is wrong with a mention; empty where nothing is. */
  public static List<Violation> check(Mention mention, Instant now) {
    Findings findings = new Findings(now);
    findings.id("mentionId", mention.mentionId());
    findings.atLeast(1, "revision", mention.revision());
    findings.oneOf("kind", mention.kind(), MENTION_KINDS);
    findings.happened("mentionedAt", mention.mentionedAt());
    findings.label("channel", mention.channel());
    findings.label("locale", mention.locale());
    if (findings.present("text", mention.text())) {
      if (mention.text().isBlank()) {
        findings.broken("text", "must not be blank");
      }
      findings.text("text", mention.text(), SAYING_LENGTH);
    }
    Integer sentiment = mention.sentiment();
    if (sentiment != null && (sentiment < -1 || sentiment > 1)) {
      findings.broken("sentiment", "must be -1, 0 or 1");
    }
    checkPerson("author", mention.author(), findings);
    checkContext("context", mention.context(), findings);
    return findings.all();
  }

  /** What is wrong with a complaint; empty where nothing is. */
  public static List<Violation> check(Complaint complaint, Instant now) {
    Findings findings = new Findings(now);
    findings.id("complaintId", complaint.complaintId());
    findings.atLeast(1, "revision", complaint.revision());
    findings.oneOf("kind", complaint.kind(), COMPLAINT_KINDS);
    findings.oneOf("status", complaint.status(), COMPLAINT_STATUSES);
    findings.oneOf("severity", complaint.severity(), SEVERITIES);
    findings.id("rule", complaint.rule());
    findings.happened("openedAt", complaint.openedAt());
    findings.mayHaveHappened("closedAt", complaint.closedAt());
    findings.inOrder("openedAt", complaint.openedAt(), "closedAt", complaint.closedAt());
    findings.label("ticketId", complaint.ticketId());
    for (int i = 0; i < complaint.evidence().size(); i++) {
      Complaint.Evidence evidence = complaint.evidence().get(i);
      findings.in("evidence", i);
      if (findings.present("", evidence)) {
        findings.id("responseId", evidence.responseId());
        findings.happened("saidAt", evidence.saidAt());
        findings.label("metric", evidence.metric());
        findings.label("scale", evidence.scale());
        findings.text("text", evidence.text(), SAYING_LENGTH);
      }
    }
    checkPerson("person", complaint.person(), findings);
    checkContext("context", complaint.context(), findings);
    return findings.all();
  }

  /** What is wrong with a token; empty where nothing is. */
  public static List<Violation> check(NamedToken token, Instant now) {
    Findings findings = new Findings(now);
    findings.id("tokenId", token.tokenId());
    findings.atLeast(1, "revision", token.revision());
    findings.id("name", token.name());
    findings.oneOf("role", token.role(), ROLES);
    if (findings.present("hash", token.hash()) && !SHA_256.matcher(token.hash()).matches()) {
      findings.broken("hash", "must be a SHA-256 in lower-case hexadecimal");
    }
    findings.happened("createdAt", token.createdAt());
    findings.id("createdBy", token.createdBy());
    findings.present("expiresAt", token.expiresAt());
    findings.inOrder("createdAt", token.createdAt(), "expiresAt", token.expiresAt());
    findings.mayHaveHappened("revokedAt", token.revokedAt());
    findings.inOrder("createdAt", token.createdAt(), "revokedAt", token.revokedAt());
    findings.label("revokedBy", token.revokedBy());
    findings.label("sender", token.sender());
    return findings.all();
  }

  /** What is wrong with somebody who works here; empty where nothing is. */
  public static List<Violation> check(StaffMember member, Instant now) {
    Findings findings = new Findings(now);
    findings.id("staffId", member.staffId());
    findings.atLeast(1, "revision", member.revision());
    findings.id("name", member.name());
    if (member.mail() != null && !MAIL.matcher(member.mail()).matches()) {
      findings.broken("mail", "must be a mail address");
    }
    if (member.language() != null) {
      findings.oneOf("language", member.language(), LANGUAGES);
    }
    findings.oneOf("role", member.role(), STAFF_ROLES);
    if (member.teams().size() > MOST_TEAMS) {
      findings.broken("teams", "must be at most " + MOST_TEAMS);
    }
    for (int i = 0; i < member.teams().size(); i++) {
      findings.in("teams", i);
      findings.id("", member.teams().get(i));
    }
    findings.in("").happened("changedAt", member.changedAt());
    findings.mayHaveHappened("signedOutAt", member.signedOutAt());
    return findings.all();
  }

  private static void checkPerson(String part, @Nullable Respondent person, Findings findings) {
    if (person != null) {
      findings.in(part).id("id", person.id());
    }
  }

  private static void checkContext(String part, Context context, Findings findings) {
    findings.in(part).label("service", context.service());
    findings.label("team", context.team());
    findings.label("agent", context.agent());
    findings.label("channel", context.channel());
    findings.label("priority", context.priority());
    findings.label("category", context.category());
    findings.label("organization", context.organization());
    findings.label("location", context.location());
  }
}
