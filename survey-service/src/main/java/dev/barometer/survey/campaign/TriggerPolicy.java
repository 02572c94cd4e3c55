package dev.barometer.survey.campaign;

import dev.barometer.contract.rule.Violations;
import dev.barometer.survey.occurrence.Occurrence;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a trigger must say, and what only some may. */
final class TriggerPolicy {
  private static final Period LONGEST = Period.ofDays(400);
  private static final int DAYS_OF_A_MONTH = 31;

  private TriggerPolicy() {}

  static void check(Trigger trigger, Violations violations) {
    boolean schedules = Occurrence.SCHEDULE.equals(trigger.on());
    boolean renews = Occurrence.RENEWAL.equals(trigger.on());
    if (renews) {
      violations.present("trigger.before", trigger.before());
    }
    if (schedules) {
      violations.present("trigger.cron", trigger.cron());
    }
    isFor(renews, "before", trigger.before(), "a renewal", violations);
    isFor(schedules, "cron", trigger.cron(), "a schedule", violations);
    isFor(schedules, "requestersOf", trigger.requestersOf(), "a schedule", violations);
    isFor(schedules || renews, "zone", trigger.zone(), "a schedule or a renewal", violations);
    checkPeriod("trigger.before", trigger.before(), violations);
    checkPeriod("trigger.requestersOf", trigger.requestersOf(), violations);
    if (trigger.zone() != null && !isZone(trigger.zone())) {
      violations.broken("trigger.zone", "must be a time zone, such as Asia/Seoul");
    }
  }

  private static void isFor(
      boolean may, String field, @Nullable String value, String what, Violations violations) {
    if (value != null && !may) {
      violations.broken("trigger." + field, "is for " + what + " alone");
    }
  }

  private static void checkPeriod(String field, @Nullable String text, Violations violations) {
    if (text != null && !isPeriod(text)) {
      violations.broken(field, "must be an ISO 8601 period of up to 400 days, such as P6M or P90D");
    }
  }

  private static boolean isPeriod(String text) {
    try {
      Period period = Period.parse(text);
      long days = period.toTotalMonths() * DAYS_OF_A_MONTH + period.getDays();
      return !period.isNegative() && !period.isZero() && days <= LONGEST.getDays();
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static boolean isZone(String text) {
    try {
      ZoneId.of(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
