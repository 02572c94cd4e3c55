package dev.barometer.survey.csv;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
      times = new PatternTimes(new Builder(language).formatter(pattern), zone);
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
  private static String folded(String text) {
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

  /** Builds the formatter part by part: names are put in by hand, the rest is the library's. */
  private static final class Builder {
    private final Locale language;
    private final DateTimeFormatterBuilder built =
        new DateTimeFormatterBuilder().parseCaseInsensitive();
    private final StringBuilder plain = new StringBuilder();
    private final Set<Character> fields = new HashSet<>();

    Builder(Locale language) {
      this.language = language;
    }

    DateTimeFormatter formatter(String pattern) {
      String folded = foldedPattern(pattern);
      boolean optional = folded.indexOf('[') >= 0;
      boolean era = folded.indexOf('G') >= 0;
      int i = 0;
      while (i < folded.length()) {
        char letter = folded.charAt(i);
        if (letter == '\'') {
          int end = folded.indexOf('\'', i + 1);
          plain.append(folded, i, end < 0 ? folded.length() : end + 1);
          i = end < 0 ? folded.length() : end + 1;
          continue;
        }
        int end = i + 1;
        while (end < folded.length() && isAsciiLetter(letter) && folded.charAt(end) == letter) {
          end++;
        }
        if (isAsciiLetter(letter) && !fields.add(letter == 'L' ? 'M' : letter) && !optional) {
          throw new IllegalArgumentException("names a field twice");
        }
        append(letter, end - i, era);
        i = end;
      }
      flush();
      return built.toFormatter(language).withResolverStyle(ResolverStyle.STRICT);
    }

    private void append(char letter, int count, boolean era) {
      if (letter == 'a') {
        names(ChronoField.AMPM_OF_DAY, Map.of(0L, mark(3), 1L, mark(15)));
      } else if ((letter == 'M' || letter == 'L') && (count == 3 || count == 4)) {
        names(ChronoField.MONTH_OF_YEAR, months(style(count, letter == 'L')));
      } else if (letter == 'E' && count <= 4) {
        names(ChronoField.DAY_OF_WEEK, days(style(count, false)));
      } else {
        // The year of an era cannot be resolved strictly without its era.
        plain.append(String.valueOf(letter == 'y' && !era ? 'u' : letter).repeat(count));
      }
    }

    private void names(ChronoField field, Map<Long, String> names) {
      flush();
      built.appendText(field, names);
    }

    private void flush() {
      built.appendPattern(plain.toString());
      plain.setLength(0);
    }

    private String mark(int hour) {
      return folded(DateTimeFormatter.ofPattern("a", language).format(LocalTime.of(hour, 0)));
    }

    private static TextStyle style(int count, boolean alone) {
      TextStyle style = count == 4 ? TextStyle.FULL : TextStyle.SHORT;
      return alone ? style.asStandalone() : style;
    }

    private Map<Long, String> months(TextStyle style) {
      return Arrays.stream(Month.values())
          .collect(
              Collectors.toMap(
                  month -> (long) month.getValue(),
                  month -> folded(month.getDisplayName(style, language))));
    }

    private Map<Long, String> days(TextStyle style) {
      return Arrays.stream(DayOfWeek.values())
          .collect(
              Collectors.toMap(
                  day -> (long) day.getValue(),
                  day -> folded(day.getDisplayName(style, language))));
    }

    private static boolean isAsciiLetter(char one) {
      return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
    }

    /** As cells are folded; but behind the letters of a number a point stays a point. */
    private static String foldedPattern(String pattern) {
      StringBuilder folded = new StringBuilder(pattern.length());
      boolean literal = false;
      for (int i = 0; i < pattern.length(); i++) {
        char one = pattern.charAt(i);
        literal ^= one == '\'';
        if (Cells.isBlank(one)) {
          boolean another = !folded.isEmpty() && folded.charAt(folded.length() - 1) == ' ';
          folded.append(another ? "" : " ");
        } else if (one != '.' || !endsWithWord(folded.toString(), literal)) {
          folded.append(one);
        }
      }
      return folded.toString().strip();
    }

    private static boolean endsWithWord(String pattern, boolean literal) {
      if (pattern.isEmpty()) {
        return false;
      }
      char last = pattern.charAt(pattern.length() - 1);
      boolean behindLiteral =
          last == '\''
              && pattern.length() > 2
              && Character.isLetter(pattern.charAt(pattern.length() - 2));
      boolean inWord = Character.isLetter(last) && (literal || !isAsciiLetter(last));
      return behindLiteral
          || inWord
          || last == 'a'
          || last == 'E'
          || pattern.endsWith("MMM")
          || pattern.endsWith("LLL");
    }
  }
}
