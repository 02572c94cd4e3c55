package dev.barometer.survey.csv;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the formatter part by part: names are put in by hand, the rest is the library's. */
final class PatternBuilder {
  private final Locale language;
  private final DateTimeFormatterBuilder built =
      new DateTimeFormatterBuilder().parseCaseInsensitive();
  private final StringBuilder plain = new StringBuilder();
  private final Set<Character> fields = new HashSet<>();

  PatternBuilder(Locale language) {
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
    return PatternTimes.folded(
        DateTimeFormatter.ofPattern("a", language).format(LocalTime.of(hour, 0)));
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
                month -> PatternTimes.folded(month.getDisplayName(style, language))));
  }

  private Map<Long, String> days(TextStyle style) {
    return Arrays.stream(DayOfWeek.values())
        .collect(
            Collectors.toMap(
                day -> (long) day.getValue(),
                day -> PatternTimes.folded(day.getDisplayName(style, language))));
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
