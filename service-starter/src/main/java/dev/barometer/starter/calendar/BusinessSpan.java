package dev.barometer.starter.calendar;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * So much business time, such as {@code P1D}, {@code PT4H} or {@code P2DT3H}: as ISO 8601 writes
 * it, but that a day is a business day, which only a calendar knows the length of.
 *
 * @param days not negative
 * @param time beside them, not negative
 */
public record BusinessSpan(int days, Duration time) {
  private static final Pattern ISO =
      Pattern.compile(
          "P(?:(?<days>\\d{1,4})D)?"
              + "(?:T(?=\\d)(?:(?<hours>\\d{1,5})H)?(?:(?<minutes>\\d{1,6})M)?(?:(?<seconds>\\d{1,8})S)?)?");

  public BusinessSpan {
    if (days < 0 || time.isNegative() || days == 0 && time.isZero()) {
      throw new IllegalArgumentException("must be longer than nothing, not " + days + " " + time);
    }
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where it is not like that, or nothing
   */
  public static BusinessSpan parse(String text) {
    Matcher read = ISO.matcher(text.strip());
    if (!read.matches() || text.strip().equals("P")) {
      throw wrong(text);
    }
    Duration time =
        Duration.ofHours(number(read.group("hours")))
            .plusMinutes(number(read.group("minutes")))
            .plusSeconds(number(read.group("seconds")));
    int days = number(read.group("days"));
    if (days == 0 && time.isZero()) {
      throw wrong(text);
    }
    return new BusinessSpan(days, time);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "must be business days, hours, minutes and seconds, together more than nothing, such as"
            + " P1D, PT4H or P2DT3H, not "
            + text);
  }

  /** How long that is in a calendar. */
  public Duration in(BusinessCalendar calendar) {
    return calendar.businessDays(days).plus(time);
  }

  /** As it is written. */
  @Override
  public String toString() {
    String ofTime = time.isZero() ? "" : time.toString().substring(1);
    return "P" + (days == 0 ? "" : days + "D") + ofTime;
  }
}
