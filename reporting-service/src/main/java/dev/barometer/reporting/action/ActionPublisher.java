package dev.barometer.reporting.action;

import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.web.IfMatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Plans actions and takes them on. Telling the topic and reminding the owner are due before the
 * change is written: where this dies in between, another instance does it, and where the change
 * never came about it finds nothing to do.
 */
@Component
class ActionPublisher {
  /** Tells the topic what it was not told yet. */
  static final String TELL = "action.tell";

  /** So long after it was to be written the topic is told where nobody is left to say at once. */
  private static final Duration LATEST = Duration.ofSeconds(30);

  private final ActionRepository actions;
  private final BaselineRepository baselines;
  private final Outcomes outcomes;
  private final ReminderRunner reminders;
  private final ObjectProvider<Timetable> timetable;
  private final AuditLog audit;
  private final OrganisationDays days;
  private final Clock clock;

  ActionPublisher(
      ActionRepository actions,
      BaselineRepository baselines,
      Outcomes outcomes,
      ReminderRunner reminders,
      ObjectProvider<Timetable> timetable,
      AuditLog audit,
      OrganisationDays days,
      Clock clock) {
    this.actions = actions;
    this.baselines = baselines;
    this.outcomes = outcomes;
    this.reminders = reminders;
    this.timetable = timetable;
    this.audit = audit;
    this.days = days;
    this.clock = clock;
  }

  Action plan(ActionRequestReader.Asked asked, Person by) {
    Action action =
        Action.planned(
            "A-" + UUID.randomUUID(),
            asked.words(),
            asked.goal(),
            asked.from(),
            by,
            clock.instant());
    audit(action);
    due(action, clock.instant().plus(LATEST));
    actions.add(action);
    due(action, clock.instant());
    return action;
  }

  /**
   * @throws ResponseStatusException 404 where there is none that the viewer sees
   */
  Action find(String actionId, Viewer viewer) {
    return actions
        .find(actionId)
        .filter(viewer::sees)
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such action"));
  }

  /**
   * @param wanted the revision that was read; null for whatever there is
   * @param step the same action where there is nothing to change
   */
  Action change(
      String actionId,
      Viewer viewer,
      @Nullable Long wanted,
      BiFunction<Action, Instant, Action> step) {
    boolean audited = false;
    while (true) {
      Action before = find(actionId, viewer);
      IfMatch.require(wanted, before.revision());
      Action after = step.apply(before, clock.instant());
      if (after.equals(before)) {
        return after;
      }
      if (!audited) {
        audit(after);
        audited = true;
      }
      if (put(before, after)) {
        return after;
      }
    }
  }

  private boolean put(Action before, Action after) {
    due(after, clock.instant().plus(LATEST));
    boolean kept = actions.put(before, after);
    if (kept) {
      due(after, clock.instant());
    }
    return kept;
  }

  /** Takes it on; what was before is frozen where it starts. */
  Action move(
      String actionId,
      Viewer viewer,
      @Nullable Long wanted,
      Move move,
      @Nullable String note,
      Person by) {
    return move == Move.START
        ? start(actionId, viewer, wanted, note, by)
        : change(
            actionId,
            viewer,
            wanted,
            (action, now) -> action.moved(move, null, action.goal(), note, by, now));
  }

  private Action start(
      String actionId, Viewer viewer, @Nullable Long wanted, @Nullable String note, Person by) {
    Action first = find(actionId, viewer);
    first.require(Move.START);
    // Whoever starts earlier than he planned starts now; what came before him stays before.
    LocalDate today = days.today(clock.instant());
    Goal aim = first.goal().start().isAfter(today) ? first.goal().startingAt(today) : first.goal();
    String baselineId = baselines.add(outcomes.baseline(aim));
    Action started = null;
    try {
      started =
          change(
              actionId,
              viewer,
              wanted,
              (action, now) -> {
                if (!action.goal().equals(first.goal())) {
                  throw IfMatch.changed();
                }
                Action.Frozen frozen =
                    new Action.Frozen(
                        baselineId, Baseline.weeksAfter(aim.start(), action.due()), now);
                return action.moved(Move.START, frozen, aim, note, by, now);
              });
      return started;
    } finally {
      if (started == null) {
        baselines.remove(baselineId);
      }
    }
  }

  private void due(Action action, Instant tell) {
    timetable.getObject().schedule(new Due(TELL, action.actionId(), tell));
    reminders.plan(action);
  }

  private void audit(Action action) {
    Step last = action.history().get(action.history().size() - 1);
    audit.record(
        "action." + last.what().label(),
        action.title(),
        Map.of("actionId", action.actionId(), "note", Optional.ofNullable(last.note()).orElse("")));
  }
}
