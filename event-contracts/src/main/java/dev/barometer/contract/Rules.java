package dev.barometer.contract;

import dev.barometer.contract.access.AuditEntry;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.access.StaffRules;
import dev.barometer.contract.access.TokenRules;
import dev.barometer.contract.access.TokenUse;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.FactRules;
import dev.barometer.contract.report.Report;
import dev.barometer.contract.report.ReportRules;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.contract.score.ScoreRules;
import dev.barometer.contract.survey.SurveyRules;
import dev.barometer.contract.survey.SurveyVersion;
import java.time.Instant;
import java.util.List;

/**
 * The rules a fact must keep, asked at every edge: on HTTP a broken one is a 4xx, on a topic a dead
 * letter. No rule depends on anything but the fact and, for the future, the clock. Records arrive
 * from JSON with nulls where something required is missing; that is a broken rule, never an
 * exception.
 */
public final class Rules {
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
    if (fact instanceof SurveyVersion survey) {
      Violations violations = new Violations(now);
      SurveyRules.check(survey, violations);
      return violations.all();
    }
    if (fact instanceof StaffMember member) {
      return StaffRules.check(member, now);
    }
    if (fact instanceof Report report) {
      return ReportRules.check(report, now);
    }
    return fact instanceof NamedToken token
        ? TokenRules.check(token, now)
        : FactRules.check(fact, now);
  }
}
