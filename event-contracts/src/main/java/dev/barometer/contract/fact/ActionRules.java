package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Violations;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of improvement actions. */
final class ActionRules {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final List<String> STATUSES = List.of("planned", "running", "done", "dropped");
  private static final List<String> KINDS =
      List.of("complaint", "signal", "theme", "report", "manual");
  private static final int LONGEST_SCOPE = 1_000;

  private ActionRules() {}

  static void check(ImprovementAction action, Violations violations) {
    violations.id("actionId", action.actionId());
    violations.atLeast(1, "revision", action.revision());
    violations.oneOf("status", action.status(), STATUSES);
    violations.id("title", action.title());
    violations.id("owner", action.owner());
    if (violations.present("scope", action.scope())) {
      violations.text("scope", action.scope(), LONGEST_SCOPE);
    }
    violations.id("metric", action.metric());
    violations.present("target", action.target());
    day("start", action.start(), violations);
    day("due", action.due(), violations);
    violations.text("comparisonScope", action.comparisonScope(), LONGEST_SCOPE);
    violations.oneOf("fromKind", action.fromKind(), KINDS);
    violations.label("fromId", action.fromId());
    violations.happened("changedAt", action.changedAt());
  }

  private static void day(String field, @Nullable String text, Violations violations) {
    if (violations.present(field, text) && !DAY.matcher(text).matches()) {
      violations.broken(field, "must be a date such as 2026-10-01");
    }
  }
}
