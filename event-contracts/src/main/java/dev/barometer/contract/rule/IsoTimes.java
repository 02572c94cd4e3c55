package dev.barometer.contract.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times, by one rule at all edges: ISO 8601 with an offset, in each form that has one
 * meaning.
 *
 * <ul>
 *   <li>a date, {@code T}, {@code t} or a space, hours and minutes; seconds may be left out, their
 *       fraction has one to nine digits after a point or a comma
 *   <li>{@code Z}, {@code z}, or an offset of hours, of hours and minutes with a colon or without,
 *       or with seconds
 *   <li>{@code 24:00} is the midnight that ends the day; a leap second, the last of a day in UTC,
 *       is the second before it
 * </ul>
 *
 * What would have to be guessed is refused: a bare number, a date alone, a time without an offset,
 * the name of a zone. The form that nearly all times have, {@code 2026-11-22T10:00:00Z}, perhaps
 * with a fraction, is read several times as fast as by the library: each fact brings several.
 */
public final class IsoTimes {
  /** What is said of a text that is no time. */
  public static final String RULE = "must be a time like 2026-11-22T10:00:00Z";

  private static final int SECONDS_END = 19;
  private static final int SHORTEST = SECONDS_END + 1;
  private static final int NANO_DIGITS = 9;
  private static final int LONGEST = SHORTEST + 1 + NANO_DIGITS;
  private static final int NO_NUMBER = -1;
  private static final int HOURS_OF_A_DAY = 24;
  private static final int SECONDS_OF_A_DAY = 86_400;
  private static final int LEAP_SECOND = 60;
  private static final int FURTHEST_OFFSET = 18 * 3_600;

  private static final String LOCAL =
      "(\\d{4})-(\\d{2})-(\\d{2})[Tt ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?";
  private static final Pattern TIME =
      Pattern.compile(LOCAL + "(?:[Zz]|([+-])(\\d{2})(?::?(\\d{2})|:(\\d{2}):(\\d{2}))?)");
  private static final Pattern NO_OFFSET = Pattern.compile(LOCAL);
  private static final Pattern ZONE_NAME = Pattern.compile(LOCAL + ".{0,6} ?\\[?[A-Za-z].*");
  private static final Pattern DATE = Pattern.compile("\\d{4}-?\\d{2}-?\\d{2}|\\d{4}-\\d{2}");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d*)?");

  private IsoTimes() {}

  /**
   * Throws {@link DateTimeException} where the text is no time with an offset; its message is the
   * rule that the text breaks, and says what is missing.
   */
  public static Instant parse(String text) {
    int length = text.length();
    if (length < SHORTEST
        || length > LONGEST
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(length - 1) != 'Z') {
      return parseOther(text);
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS_END);
    int nano = nano(text, length - 1);
    boolean isPlain = isDate(year, month, day) && within(hour, 24) && within(minute, 60);
    if (!isPlain || !within(second, 60) || nano < 0) {
      return parseOther(text);
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nano);
  }

  private static boolean within(int number, int end) {
    return number >= 0 && number < end;
  }

  private static boolean isDate(int year, int month, int day) {
    return year >= 0
        && month > 0
        && month <= 12
        && day > 0
        && (day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth());
  }

  /** The fraction between the seconds and the end; 0 where there is none. */
  private static int nano(String text, int end) {
    if (end == SECONDS_END) {
      return 0;
    }
    int digits = end - SECONDS_END - 1;
    if (text.charAt(SECONDS_END) != '.' || digits == 0) {
      return NO_NUMBER;
    }
    int nano = number(text, SECONDS_END + 1, end);
    for (int i = digits; i < NANO_DIGITS && nano > 0; i++) {
      nano *= 10;
    }
    return nano;
  }

  private static int number(String text, int from, int end) {
    int number = 0;
    for (int i = from; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NO_NUMBER;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static Instant parseOther(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw refusal(whatIsMissing(text));
    }
    int year = group(time, 1);
    int month = group(time, 2);
    int day = group(time, 3);
    int hour = group(time, 4);
    int minute = group(time, 5);
    int second = group(time, 6);
    String fraction = time.group(7) == null ? "" : time.group(7);
    if (fraction.length() > NANO_DIGITS) {
      throw refusal("a fraction of a second has at most " + NANO_DIGITS + " digits");
    }
    int nano = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    boolean leap = second == LEAP_SECOND;
    boolean midnight = hour == HOURS_OF_A_DAY && minute == 0 && second == 0 && nano == 0;
    boolean ofAClock = within(hour, HOURS_OF_A_DAY) && within(minute, 60);
    if (!isDate(year, month, day) || !(midnight || ofAClock && (leap || within(second, 60)))) {
      throw refusal("there is no such day or time");
    }
    long local =
        LocalDate.of(year, month, day).toEpochDay() * SECONDS_OF_A_DAY
            + ((hour * 60L) + minute) * 60
            + (leap ? LEAP_SECOND - 1 : second);
    long utc = local - offset(time);
    if (leap && Math.floorMod(utc, SECONDS_OF_A_DAY) != SECONDS_OF_A_DAY - 1) {
      throw refusal("a leap second is the last of a day in UTC");
    }
    return Instant.ofEpochSecond(utc, nano);
  }

  /** In seconds, east of Greenwich positive. */
  private static int offset(Matcher time) {
    if (time.group(8) == null) {
      return 0;
    }
    int minutes = Math.max(group(time, 10), group(time, 11));
    int seconds = group(time, 12);
    int offset = (group(time, 9) * 60 + minutes) * 60 + seconds;
    if (!within(minutes, 60) || !within(seconds, 60) || offset > FURTHEST_OFFSET) {
      throw refusal("there is no such offset from UTC");
    }
    return time.group(8).equals("-") ? -offset : offset;
  }

  /** The number of a group of a few digits; 0 where it is left out. */
  private static int group(Matcher time, int group) {
    return time.group(group) == null ? 0 : Integer.parseInt(time.group(group));
  }

  private static String whatIsMissing(String text) {
    if (NUMBER.matcher(text).matches()) {
      return "a bare number has no unit";
    }
    if (DATE.matcher(text).matches()) {
      return "the time of day and the offset from UTC are missing";
    }
    if (NO_OFFSET.matcher(text).matches()) {
      return "the offset from UTC is missing, Z or like +01:00";
    }
    if (ZONE_NAME.matcher(text).matches()) {
      return "the offset from UTC is Z or like +01:00, not the name of a zone";
    }
    return "";
  }

  private static DateTimeException refusal(String missing) {
    return new DateTimeException(missing.isEmpty() ? RULE : RULE + ": " + missing);
  }
}
