package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of each kind of fact, its defaults filled in. */
public final class FactRules {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int SAYING_LENGTH = 10_000;
  private static final List<String> INVITATION_STATUSES =
      List.of("issued", "reminded", "answered", "expired", "cancelled", "suppressed");
  private static final List<String> SUBJECT_KINDS =
      List.of("ticket", "complaint", "lifecycle", "person");
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
  private static final List<String> LEVELS = List.of("agent", "team-lead", "manager");
  private static final int ROOT_CAUSE_LENGTH = 500;
  private static final List<String> SEVERITIES = List.of("normal", "severe");

  private FactRules() {}

  /** What is wrong with a fact; empty where nothing is. */
  public static List<Violation> check(Fact fact, Instant now) {
    Violations violations = new Violations(now);
    if (fact instanceof Ticket ticket) {
      TicketRules.check(ticket, violations);
    } else if (fact instanceof Response response) {
      check(response, violations);
    } else if (fact instanceof LifecycleSubject subject) {
      LifecycleRules.check(subject, violations);
    } else if (fact instanceof Invitation invitation) {
      check(invitation, violations);
    } else if (fact instanceof Mention mention) {
      check(mention, violations);
    } else if (fact instanceof Complaint complaint) {
      check(complaint, violations);
    } else if (fact instanceof ImprovementAction action) {
      ActionRules.check(action, violations);
    } else if (fact instanceof Erasure erasure) {
      check(erasure, violations);
    } else {
      throw new IllegalArgumentException(fact.getClass() + " is no fact that is known");
    }
    return violations.all();
  }

  private static void check(Erasure erasure, Violations violations) {
    String id = erasure.erasureId();
    if (violations.present("erasureId", id) && !HASH.matcher(id).matches()) {
      violations.broken("erasureId", "must be a keyed hash, 64 digits in lower-case hexadecimal");
    }
    violations.atLeast(1, "revision", erasure.revision());
    violations.happened("erasedAt", erasure.erasedAt());
  }

  private static void check(Response response, Violations violations) {
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
    violations.label("enteredBy", response.enteredBy());
    boolean hasAnswer =
        response.answers().stream().anyMatch(answer -> answer == null || answer.wasAnswered());
    if (!hasAnswer && response.withdrawnAt() == null) {
      violations.broken("answers", "must hold at least one answer");
    }
    AnswerRules.check(response.answers(), violations);
    checkPerson("respondent", response.respondent(), violations);
    checkContext("context", response.context(), violations);
  }

  private static void check(Invitation invitation, Violations violations) {
    violations.id("invitationId", invitation.invitationId());
    violations.atLeast(1, "revision", invitation.revision());
    violations.oneOf("status", invitation.status(), INVITATION_STATUSES);
    violations.id("surveyId", invitation.surveyId());
    violations.atLeast(1, "surveyVersion", invitation.surveyVersion());
    violations.label("campaignId", invitation.campaignId());
    violations.label("ticketId", invitation.ticketId());
    violations.label("reason", invitation.reason());
    if (invitation.subjectKind() != null) {
      violations.oneOf("subjectKind", invitation.subjectKind(), SUBJECT_KINDS);
    }
    violations.label("subjectId", invitation.subjectId());
    violations.happened("issuedAt", invitation.issuedAt());
    violations.mayHaveHappened("answeredAt", invitation.answeredAt());
    violations.mayHaveHappened("openedAt", invitation.openedAt());
    violations.mayCome("expiresAt", invitation.expiresAt());
    violations.inOrder("issuedAt", invitation.issuedAt(), "expiresAt", invitation.expiresAt());
    violations.inOrder("issuedAt", invitation.issuedAt(), "answeredAt", invitation.answeredAt());
    violations.inOrder("issuedAt", invitation.issuedAt(), "openedAt", invitation.openedAt());
    if ("answered".equals(invitation.status())) {
      violations.present("answeredAt", invitation.answeredAt());
    }
    if ("suppressed".equals(invitation.status())) {
      violations.present("reason", invitation.reason());
    }
    checkPerson("respondent", invitation.respondent(), violations);
    checkContext("context", invitation.context(), violations);
  }

  private static void check(Mention mention, Violations violations) {
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
  }

  private static void check(Complaint complaint, Violations violations) {
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
    if (complaint.handling() != null) {
      check(violations.in("handling"), complaint.handling());
    }
  }

  private static void check(Violations violations, Complaint.Handling handling) {
    violations.oneOf("level", handling.level(), LEVELS);
    violations.label("assignee", handling.assignee());
    violations.mayCome("dueAt", handling.dueAt());
    violations.label("stageOf", handling.stageOf());
    violations.label("mergedInto", handling.mergedInto());
    violations.text("rootCause", handling.rootCause(), ROOT_CAUSE_LENGTH);
    violations.label("historySeal", handling.historySeal());
  }

  private static void checkPerson(String part, @Nullable Respondent person, Violations violations) {
    if (person != null) {
      violations.in(part).id("id", person.id());
    }
  }

  /** Where something is credited to: its texts are labels. */
  public static void checkContext(String part, Context context, Violations violations) {
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
