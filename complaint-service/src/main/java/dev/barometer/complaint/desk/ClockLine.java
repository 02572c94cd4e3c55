package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.clock.CaseClock;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.frame.wording.Wording;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One clock of a case, in words.
 *
 * @param stateId {@code running}, {@code paused}, {@code met} or {@code breached}
 * @param spent how much business time has passed on it, of how much
 * @param at when it is over or was, or when it was met; null while it stands
 */
record ClockLine(String name, String stateId, String state, String spent, @Nullable Instant at) {

  static List<ClockLine> of(Case shown, ClockRules rules, Wording wording, Instant now) {
    return shown.handling().clocks().all().stream()
        .map(clock -> of(clock, rules, wording, now))
        .toList();
  }

  private static ClockLine of(CaseClock clock, ClockRules rules, Wording wording, Instant now) {
    String state = clock.state().label();
    return new ClockLine(
        wording.say("desk.clock." + clock.name().label()),
        state,
        wording.say("desk.clock.state." + state),
        wording.say(
            "desk.clock.spent",
            TimeLeft.span(clock.passed(now, rules.calendar()), wording),
            TimeLeft.span(clock.target(), wording)),
        switch (clock.state()) {
          case RUNNING -> clock.due();
          case MET -> clock.doneAt();
          case BREACHED -> clock.breachedAt();
          case PAUSED -> null;
        });
  }
}
