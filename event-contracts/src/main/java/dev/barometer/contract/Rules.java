package dev.barometer.contract;

import java.time.Instant;
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
  private static final int SAYING_LENGTH = 10_000;

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
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private Rules() {}

  /**
   * What is wrong with a record of any topic, and with the key it came under; empty where nothing
   * is.
   */
  public static List<Violation> check(Object record, String key, Instant now) {
    Violations violations = new Violations(now);
    String wanted;
    if (record instanceof Fact fact) {
      List<Violation> found = check(fact, now);
      if (!found.isEmpty()) {
        return found;
      }
      wanted = fact.id();
    } else if (record instanceof ScopeTallies tallies) {
      ScoreRules.check(tallies, violations);
      wanted = ScopeTallies.key(tallies.scope(), tallies.bucket());
    } else if (record instanceof ScopeScores scores) {
      ScoreRules.check(scores, violations);
      wanted = scores.scope();
    } else if (record instanceof TokenUse use) {
      violations.happened("lastUsedAt", use.lastUsedAt());
      wanted = use.tokenId() + "|" + use.service();
    } else if (record instanceof AuditEntry entry) {
      violations.happened("at", entry.at());
      wanted = entry.id();
    } else {
      throw new IllegalArgumentException(record.getClass() + " stands on no topic");
    }
    if (violations.all().isEmpty() && !key.equals(wanted)) {
      violations.broken(
          "key", record instanceof Fact ? "must be the id of the fact" : "must be " + wanted);
    }
    return violations.all();
  }

  /** What is wrong with the key of a tombstone on a topic of such records; empty where nothing. */
  public static List<Violation> checkErasure(Class<?> record, String key, Instant now) {
    Violations violations = new Violations(now);
    if (record.equals(ScopeTallies.class)) {
      ScoreRules.checkTalliesKey(key, violations);
    } else if (record.equals(ScopeScores.class)) {
      ScoreRules.checkScope("key", key, violations);
    } else {
      violations.id("key", key);
    }
    return violations.all();
  }

  /** What is wrong with the time an event says it happened at; empty where nothing is. */
  public static List<Violation> checkEventTime(String attribute, Instant time, Instant now) {
    Violations violations = new Violations(now);
    violations.mayHaveHappened(attribute, time);
    return violations.all();
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
    return check((NamedToken) fact, now);
  }

  /** What is wrong with a ticket, its defaults filled in; empty where nothing is. */
  public static List<Violation> check(Ticket ticket, Instant now) {
    Violations violations = new Violations(now);
    TicketRules.check(ticket, violations);
    return violations.all();
  }

  /** What is wrong with a response, its defaults filled in; empty where nothing is. */
  public static List<Violation> check(Response response, Instant now) {
    Violations violations = new Violations(now);
    violations.id("responseId", response.responseId());
    violations.atLeast(1, "revision", response.revision());
    violations.id("surveyId", response.surveyId());
    violations.atLeast(1, "surveyVersion", response.surveyVersion());
    violations.label("invitationId", response.invitationId());
    violations.label("ticketId", response.ticketId());
    violations.label("campaignId", response.campaignId());
    violations.happened("submittedAt", response.submittedAt());
    violations.mayHaveHappened("withdrawnAt", response.withdrawnAt());
    violations.label("channel", response.channel());
    violations.label("locale", response.locale());
    boolean hasAnswer =
        response.answers().stream().anyMatch(answer -> answer == null || answer.wasAnswered());
    if (!hasAnswer && response.withdrawnAt() == null) {
      violations.broken("answers", "must hold at least one answer");
    }
    AnswerRules.check(response.answers(), violations);
    checkPerson("respondent", response.respondent(), violations);
    checkContext("context", response.context(), violations);
    return violations.all();
  }

  /** What is wrong with an invitation; empty where nothing is. */
  public static List<Violation> check(Invitation invitation, Instant now) {
    Violations violations = new Violations(now);
    violations.id("invitationId", invitation.invitationId());
    violations.atLeast(1, "revision", invitation.revision());
    violations.oneOf("status", invitation.status(), INVITATION_STATUSES);
    violations.id("surveyId", invitation.surveyId());
    violations.atLeast(1, "surveyVersion", invitation.surveyVersion());
    violations.label("campaignId", invitation.campaignId());
    violations.label("ticketId", invitation.ticketId());
    violations.label("reason", invitation.reason());
    violations.happened("issuedAt", invitation.issuedAt());
    violations.mayHaveHappened("answeredAt", invitation.answeredAt());
    violations.mayCome("expiresAt", invitation.expiresAt());
    violations.inOrder("issuedAt", invitation.issuedAt(), "expiresAt", invitation.expiresAt());
    violations.inOrder("issuedAt", invitation.issuedAt(), "answeredAt", invitation.answeredAt());
    if ("answered".equals(invitation.status())) {
      violations.present("answeredAt", invitation.answeredAt());
    }
    if ("suppressed".equals(invitation.status())) {
      violations.present("reason", invitation.reason());
    }
    checkPerson("respondent", invitation.respondent(), violations);
    checkContext("context", invitation.context(), violations);
    return violations.all();
  }

  /** What is wrong with a mention; empty where nothing is. */
  public static List<Violation> check(Mention mention, Instant now) {
    Violations violations = new Violations(now);
    violations.id("mentionId", mention.mentionId());
    violations.atLeast(1, "revision", mention.revision());
    violations.oneOf("kind", mention.kind(), MENTION_KINDS);
    violations.happened("mentionedAt", mention.mentionedAt());
    violations.label("channel", mention.channel());
    violations.label("locale", mention.locale());
    if (violations.present("text", mention.text())) {
      if (mention.text().isBlank()) {
        violations.broken("text", "must not be blank");
      }
      violations.text("text", mention.text(), SAYING_LENGTH);
    }
    Integer sentiment = mention.sentiment();
    if (sentiment != null && (sentiment < -1 || sentiment > 1)) {
      violations.broken("sentiment", "must be -1, 0 or 1");
    }
    checkPerson("author", mention.author(), violations);
    checkContext("context", mention.context(), violations);
    return violations.all();
  }

  /** What is wrong with a complaint; empty where nothing is. */
  public static List<Violation> check(Complaint complaint, Instant now) {
    Violations violations = new Violations(now);
    violations.id("complaintId", complaint.complaintId());
    violations.atLeast(1, "revision", complaint.revision());
    violations.oneOf("kind", complaint.kind(), COMPLAINT_KINDS);
    violations.oneOf("status", complaint.status(), COMPLAINT_STATUSES);
    violations.oneOf("severity", complaint.severity(), SEVERITIES);
    violations.id("rule", complaint.rule());
    violations.happened("openedAt", complaint.openedAt());
    violations.mayHaveHappened("closedAt", complaint.closedAt());
    violations.inOrder("openedAt", complaint.openedAt(), "closedAt", complaint.closedAt());
    violations.label("ticketId", complaint.ticketId());
    for (int i = 0; i < complaint.evidence().size(); i++) {
      Complaint.Evidence evidence = complaint.evidence().get(i);
      violations.in("evidence", i);
      if (violations.present("", evidence)) {
        violations.id("responseId", evidence.responseId());
        violations.happened("saidAt", evidence.saidAt());
        violations.label("metric", evidence.metric());
        violations.label("scale", evidence.scale());
        violations.text("text", evidence.text(), SAYING_LENGTH);
      }
    }
    checkPerson("person", complaint.person(), violations);
    checkContext("context", complaint.context(), violations);
    return violations.all();
  }

  /** What is wrong with a token; empty where nothing is. */
  public static List<Violation> check(NamedToken token, Instant now) {
    Violations violations = new Violations(now);
    violations.id("tokenId", token.tokenId());
    violations.atLeast(1, "revision", token.revision());
    violations.id("name", token.name());
    violations.oneOf("role", token.role(), ROLES);
    if (violations.present("hash", token.hash()) && !SHA_256.matcher(token.hash()).matches()) {
      violations.broken("hash", "must be a SHA-256 in lower-case hexadecimal");
    }
    violations.happened("createdAt", token.createdAt());
    violations.id("createdBy", token.createdBy());
    violations.present("expiresAt", token.expiresAt());
    violations.inOrder("createdAt", token.createdAt(), "expiresAt", token.expiresAt());
    violations.mayHaveHappened("revokedAt", token.revokedAt());
    violations.inOrder("createdAt", token.createdAt(), "revokedAt", token.revokedAt());
    violations.label("revokedBy", token.revokedBy());
    violations.label("sender", token.sender());
    return violations.all();
  }

  private static void checkPerson(String part, @Nullable Respondent person, Violations violations) {
    if (person != null) {
      violations.in(part).id("id", person.id());
    }
  }

  static void checkContext(String part, Context context, Violations violations) {
    violations.in(part).label("service", context.service());
    violations.label("team", context.team());
    violations.label("agent", context.agent());
    violations.label("channel", context.channel());
    violations.label("priority", context.priority());
    violations.label("category", context.category());
    violations.label("organization", context.organization());
    violations.label("location", context.location());
  }
}
