package dev.barometer.reporting.action;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.rule.Violations;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metric.Formula;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.effect.EffectInput;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what an action is to be; names each field that cannot be so. */
@Component
class ActionRequestReader {
  static final int LONGEST_TEXT = 4_000;
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);
  private static final double HUNDRED = 100;

  private final StaffDirectory staff;
  private final KeptPairs pairs;
  private final Clock clock;

  ActionRequestReader(StaffDirectory staff, KeptPairs pairs, Clock clock) {
    this.staff = staff;
    this.pairs = pairs;
    this.clock = clock;
  }

  /** What is asked for, sound. */
  record Asked(Action.Words words, Goal goal, Cause from) {}

  Asked read(ActionRequest request) {
    Violations wrong = new Violations(clock.instant());
    Goal goal = goal(request, null, wrong);
    Cause from = cause(request.from(), wrong);
    return asked(request, goal, from, null, wrong);
  }

  /** What an action is to become. */
  Asked read(ActionRequest request, Action before) {
    Violations wrong = new Violations(clock.instant());
    Goal goal = goal(request, before.goal(), wrong);
    if (goal != null && before.frozen() != null) {
      refuseWhatIsFixed(before.goal(), goal, wrong);
    }
    return asked(request, goal, before.from(), before, wrong);
  }

  private Asked asked(
      ActionRequest request,
      @Nullable Goal goal,
      @Nullable Cause from,
      @Nullable Action before,
      Violations wrong) {
    wrong.id("title", stripped(request.title()));
    wrong.text("description", request.description(), LONGEST_TEXT);
    wrong.text("progress", request.progress(), LONGEST_TEXT);
    Owner owner = owner(request.owner(), before, wrong);
    LocalDate due = day("due", request.due(), null, wrong);
    if (due != null && goal != null && !due.isAfter(goal.start())) {
      wrong.broken("due", "must be after the start");
    }
    if (!wrong.all().isEmpty() || goal == null || from == null || owner == null || due == null) {
      throw new InvalidRequestException(wrong.all());
    }
    String title = String.valueOf(stripped(request.title()));
    return new Asked(
        new Action.Words(
            title, stripped(request.description()), owner, due, stripped(request.progress())),
        goal,
        from);
  }

  private static void refuseWhatIsFixed(Goal is, Goal asked, Violations wrong) {
    String why = "is fixed since the action started";
    if (!asked.scope().equals(is.scope())) {
      wrong.broken("scope", why);
    }
    if (!asked.metric().equals(is.metric())) {
      wrong.broken("metric", why);
    }
    if (asked.target() != is.target()) {
      wrong.broken("target", why);
    }
    if (!asked.start().equals(is.start())) {
      wrong.broken("start", why);
    }
    if (!Optional.ofNullable(asked.comparisonScope())
        .equals(Optional.ofNullable(is.comparisonScope()))) {
      wrong.broken("comparisonScope", why);
    }
  }

  private @Nullable Goal goal(ActionRequest request, @Nullable Goal before, Violations wrong) {
    String scope = scope("scope", request.scope(), before == null ? null : before.scope(), wrong);
    Metric metric = metric(request.metric(), before, wrong);
    Double target =
        request.target() == null && before != null
            ? Double.valueOf(before.target())
            : request.target();
    wrong.present("target", target);
    if (metric != null && target != null) {
      checkTarget(metric, target, wrong);
    }
    LocalDate start = day("start", request.start(), before == null ? null : before.start(), wrong);
    String comparison = comparison(request, before, scope, wrong);
    return scope == null || metric == null || target == null || start == null
        ? null
        : new Goal(scope, metric.id(), target, start, comparison);
  }

  private @Nullable String comparison(
      ActionRequest request, @Nullable Goal before, @Nullable String scope, Violations wrong) {
    String text = request.comparisonScope();
    if (text == null) {
      return before == null ? null : before.comparisonScope();
    }
    if (text.isBlank()) {
      return null;
    }
    String comparison = scope("comparisonScope", text, null, wrong);
    if (comparison != null && comparison.equals(scope)) {
      wrong.broken("comparisonScope", "must be another one than the scope");
    }
    return comparison;
  }

  private @Nullable String scope(
      String field, @Nullable String text, @Nullable String before, Violations wrong) {
    if (text == null && before != null) {
      return before;
    }
    if (text == null) {
      wrong.present(field, null);
      return null;
    }
    try {
      Scope scope = Scope.asked(text);
      pairs.require(field, scope.values().keySet());
      return scope.toString();
    } catch (IllegalArgumentException unreadable) {
      wrong.broken(
          field,
          "must be all, one dimension (team:Group 56) or a pair (service:Email,team:Group 56)");
    } catch (InvalidRequestException notKept) {
      notKept.violations().forEach(one -> wrong.broken(one.field(), one.rule()));
    }
    return null;
  }

  private static @Nullable Metric metric(
      @Nullable String id, @Nullable Goal before, Violations wrong) {
    String wanted = id == null && before != null ? before.metric() : id;
    if (wanted == null) {
      wrong.present("metric", null);
      return null;
    }
    List<String> known = measurable().stream().map(Metric::id).toList();
    wrong.oneOf("metric", wanted, known);
    return Metrics.find(wanted).filter(EffectInput::isMeasurable).orElse(null);
  }

  /** What an action can aim at: a number of tickets alone has no spread to compare it with. */
  static List<Metric> measurable() {
    return Metrics.all().stream().filter(EffectInput::isMeasurable).toList();
  }

  private static void checkTarget(Metric metric, double target, Violations wrong) {
    double lowest = metric.formula() == Formula.BALANCE ? -HUNDRED : 0;
    boolean isOpen = metric.formula() == Formula.DURATION_MEAN;
    double highest = isOpen ? Double.MAX_VALUE : HUNDRED;
    if (!(target >= lowest && target <= highest)) {
      wrong.broken(
          "target", isOpen ? "must be at least 0 seconds" : "must be a value of the metric");
    }
  }

  private @Nullable Owner owner(
      @Nullable String staffId, @Nullable Action before, Violations wrong) {
    if (staffId == null) {
      wrong.present("owner", null);
      return null;
    }
    if (before != null && before.isOwnedBy(staffId)) {
      return before.owner();
    }
    Optional<StaffMember> member =
        staff.find(staffId).filter(StaffMember::active).filter(one -> !one.role().equals("viewer"));
    if (member.isEmpty()) {
      wrong.broken("owner", "must be the id of somebody who works here and may see it");
    }
    return member.map(one -> new Owner(one.staffId(), one.name())).orElse(null);
  }

  private static @Nullable Cause cause(ActionRequest.@Nullable From from, Violations wrong) {
    if (from == null) {
      return new Cause(Cause.MANUAL, null);
    }
    String id = stripped(from.id());
    wrong.in("from").oneOf("kind", from.kind(), Cause.KINDS);
    wrong.label("id", id);
    if (id == null && !Cause.MANUAL.equals(from.kind())) {
      wrong.broken("id", "is required");
    }
    wrong.in("");
    return new Cause(String.valueOf(from.kind()), id);
  }

  private static @Nullable LocalDate day(
      String field, @Nullable String text, @Nullable LocalDate before, Violations wrong) {
    if (text == null && before != null) {
      return before;
    }
    if (text == null) {
      wrong.present(field, null);
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(EARLIEST) && day.isBefore(LATEST)) {
        return day;
      }
    } catch (DateTimeException noDate) {
      wrong.broken(field, "must be a date such as 2026-10-01");
      return null;
    }
    wrong.broken(field, "must be between 2000 and 2199");
    return null;
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
