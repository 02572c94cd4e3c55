package dev.barometer.survey.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Times in a pattern of {@link DateTimeFormatter}, read strictly: a day that no calendar has is
 * none, and nothing a cell says is left out. Names and half-day marks are those of a language, in
 * any case, with or without the point of an abbreviation; blanks of any kind are blanks.
 */
final class PatternTimes implements CellTimes {
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2026, 11, 20, 15, 5, 9, 0, ZoneOffset.UTC);

  /** A half-day mark with a blank in it. */
  private static final Pattern MARK =
      Pattern.compile("(?<!\\p{L})([ap]) m(?!\\p{L})", Pattern.CASE_INSENSITIVE);

  private static final String NO_PATTERN = "must be a pattern like d/M/yyyy HH:mm";

  private final DateTimeFormatter formatter;
  private final ZoneId zone;

  private PatternTimes(DateTimeFormatter formatter, ZoneId zone) {
    this.formatter = formatter;
    this.zone = zone;
  }

  /**
   * @throws IllegalArgumentException saying why, where the pattern is none or its cells could not
   *     tell a time
   */
  static PatternTimes of(String pattern, ZoneId zone, Locale language) {
    PatternTimes times;
    String written;
    try {
      times = new PatternTimes(new PatternBuilder(language).formatter(pattern), zone);
      written = times.formatter.format(SAMPLE.withZoneSameInstant(zone));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(NO_PATTERN, e);
    }
    times.requireWhole(written);
    return times;
  }

  /** What the pattern itself writes must be read back: the day, and the time of it if any. */
  private void requireWhole(String written) {
    TemporalAccessor read;
    try {
      read = formatter.parse(folded(written));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(NO_PATTERN, e);
    }
    LocalDate day = read.query(TemporalQueries.localDate());
    if (day == null) {
      throw new IllegalArgumentException("must have a year, a month and a day, like yyyy-MM-dd");
    }
    if (!isClear(read)) {
      throw new IllegalArgumentException(
          "must tell the time of day: HH with mm, or hh with mm and the half of the day, a");
    }
    if (!day.equals(SAMPLE.withZoneSameInstant(zone).toLocalDate())) {
      throw new IllegalArgumentException(NO_PATTERN);
    }
  }

  /** Whether nothing is left that speaks of a time of day without telling one. */
  private static boolean isClear(TemporalAccessor read) {
    return read.query(TemporalQueries.localTime()) != null
        || Arrays.stream(ChronoField.values())
            .noneMatch(field -> field.isTimeBased() && read.isSupported(field));
  }

  @Override
  public Instant read(String cell) {
    TemporalAccessor read;
    try {
      read = formatter.parse(folded(cell));
    } catch (DateTimeException e) {
      throw new DateTimeException(RULE, e);
    }
    LocalDate day = read.query(TemporalQueries.localDate());
    if (day == null || !isClear(read)) {
      throw new DateTimeException(RULE);
    }
    LocalTime time = read.query(TemporalQueries.localTime());
    ZoneId said = read.query(TemporalQueries.zone());
    ZoneId itsZone = said == null ? zone : said;
    if (time == null) {
      return CellTimes.midnight(day, itsZone);
    }
    ZoneOffset offset = read.query(TemporalQueries.offset());
    return CellTimes.onClocks(LocalDateTime.of(day, time), offset == null ? itsZone : offset);
  }

  /** Runs of blanks as one space, abbreviations without their points. */
  static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      char last = folded.isEmpty() ? ' ' : folded.charAt(folded.length() - 1);
      if (Cells.isBlank(one)) {
        if (last != ' ') {
          folded.append(' ');
        }
      } else if (one != '.' || !Character.isLetter(last)) {
        folded.append(one);
      }
    }
    return MARK.matcher(folded).replaceAll("$1m").strip();
  }
}
