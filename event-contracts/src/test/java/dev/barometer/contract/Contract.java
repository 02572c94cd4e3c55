package dev.barometer.contract;

import dev.barometer.contract.access.AuditEntry;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.access.TokenUse;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.report.Report;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.contract.survey.SurveyVersion;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A record that travels by itself, with its schema and its example, which share a file name. */
record Contract(Class<? extends Record> type, String file) {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  static List<Contract> all() {
    return List.of(
        new Contract(Ticket.class, "ticket.json"),
        new Contract(Ticket.class, "inbound-ticket.json"),
        new Contract(Response.class, "response.json"),
        new Contract(LifecycleSubject.class, "lifecycle-subject.json"),
        new Contract(SurveyVersion.class, "survey-version.json"),
        new Contract(Invitation.class, "invitation.json"),
        new Contract(Mention.class, "mention.json"),
        new Contract(Complaint.class, "complaint.json"),
        new Contract(ImprovementAction.class, "improvement-action.json"),
        new Contract(ScopeTallies.class, "scope-tallies.json"),
        new Contract(ScopeScores.class, "scope-scores.json"),
        new Contract(Report.class, "report.json"),
        new Contract(NamedToken.class, "named-token.json"),
        new Contract(StaffMember.class, "staff-member.json"),
        new Contract(Erasure.class, "erasure.json"),
        new Contract(TokenUse.class, "token-use.json"),
        new Contract(AuditEntry.class, "audit-entry.json"));
  }

  boolean inbound() {
    return file.startsWith("inbound-");
  }

  ObjectNode example() {
    return ContractJson.example(file);
  }

  /** Whether the code takes this JSON for a sound record. */
  boolean taken(JsonNode json) {
    try {
      Record read = ContractJson.read(json, type);
      return read != null && isSound(read);
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  private boolean isSound(Record read) {
    if (read instanceof ScopeTallies tallies) {
      String key = ScopeTallies.key(tallies.scope(), tallies.bucket());
      return Rules.check(tallies, key, NOW).isEmpty();
    }
    if (read instanceof ScopeScores scores) {
      return Rules.check(scores, scores.scope(), NOW).isEmpty();
    }
    if (read instanceof TokenUse || read instanceof AuditEntry) {
      return true;
    }
    Fact fact = inbound() ? ((Ticket) read).withDefaults(NOW) : (Fact) read;
    return Rules.check(fact, NOW).isEmpty()
        && (!inbound() || Inbound.checkRevision(fact.revision()).isEmpty());
  }
}
