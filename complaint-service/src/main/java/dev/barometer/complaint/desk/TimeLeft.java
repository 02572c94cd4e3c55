package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.clock.CaseClock;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.clock.Clocks;
import dev.barometer.frame.wording.Wording;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much time is left for a case, in words of business.
 *
 * @param tone {@code overdue}, {@code today}, {@code due}, {@code waiting} or {@code over}
 * @param text what is to be done until when
 * @param left how much business time there is until then; null where none is
 * @param at when it is or was over; null where nothing runs
 */
record TimeLeft(String tone, String text, @Nullable String left, @Nullable Instant at) {

  static TimeLeft of(Case shown, ClockRules rules, Wording wording, Instant now) {
    if (shown.isOver()) {
      return new TimeLeft("over", wording.say("desk.time.over"), null, null);
    }
    Clocks clocks = shown.handling().clocks();
    return clocks
        .owed()
        .map(clock -> of(clock, rules, wording, now))
        .orElseGet(() -> new TimeLeft("waiting", wording.say("desk.time.waiting"), null, null));
  }

  private static TimeLeft of(CaseClock clock, ClockRules rules, Wording wording, Instant now) {
    Instant at = clock.owedAt();
    if (at == null) {
      throw new IllegalArgumentException("a clock that stands is owed nothing");
    }
    String step = wording.say("desk.until." + clock.name().label());
    if (!at.isAfter(now)) {
      return new TimeLeft(
          "overdue", wording.say("desk.time.overdue", step, wording.dateAndTime(at)), null, at);
    }
    String left = wording.say("desk.time.left", span(rules.calendar().between(now, at), wording));
    return wording.date(at).equals(wording.date(now))
        ? new TimeLeft(
            "today", wording.say("desk.time.today", step, wording.timeOfDay(at)), left, at)
        : new TimeLeft(
            "due", wording.say("desk.time.due", step, wording.dateAndTime(at)), left, at);
  }

  /** In hours, however many: a day of business is no day of the calendar. */
  static String span(Duration business, Wording wording) {
    return business.toHours() > 0
        ? wording.count(business.toHours()) + wording.say("unit.HOURS")
        : wording.count(business.toMinutes()) + wording.say("unit.MINUTES");
  }
}
