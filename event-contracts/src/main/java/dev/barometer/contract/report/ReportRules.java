package dev.barometer.contract.report;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import dev.barometer.contract.score.ScoreRules;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of where a report stands. */
public final class ReportRules {
  private static final List<String> STATUSES =
      List.of("collecting", "draft", "in-review", "approved", Report.PUBLISHED);
  private static final Pattern CHECKSUM = Pattern.compile("sha256:[0-9a-f]{64}");

  private ReportRules() {}

  /** What is wrong with a report; empty where nothing is. */
  public static List<Violation> check(Report report, Instant now) {
    Violations violations = new Violations(now);
    violations.id("reportId", report.reportId());
    violations.atLeast(1, "revision", report.revision());
    violations.atLeast(1, "edition", report.edition());
    violations.label("corrects", report.corrects());
    violations.id("title", report.title());
    ScoreRules.checkScope("scope", String.valueOf(report.scope()), violations);
    violations.happened("from", report.from());
    violations.happened("to", report.to());
    violations.oneOf("status", report.status(), STATUSES);
    violations.happened("at", report.at());
    violations.label("by", report.by());
    violations.mayHaveHappened("knownAt", report.knownAt());
    violations.label("codeVersion", report.codeVersion());
    String checksum = report.checksum();
    if (checksum != null && !CHECKSUM.matcher(checksum).matches()) {
      violations.broken("checksum", "must be sha256: and 64 hexadecimal digits");
    }
    return violations.all();
  }
}
