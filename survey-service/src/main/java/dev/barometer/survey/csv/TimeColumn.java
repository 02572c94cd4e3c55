package dev.barometer.survey.csv;

import dev.barometer.contract.rule.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a time comes from: one for all rows, or a column.
 *
 * @param format a pattern of {@link java.time.format.DateTimeFormatter}; ISO 8601 where it is not
 *     said
 * @param zone of cells that name none, UTC where it is not said
 * @param locale the language of names and half-day marks in the cells, English where it is not said
 */
public record TimeColumn(
    @Nullable Instant value,
    @Nullable String column,
    @Nullable String format,
    @Nullable String zone,
    @Nullable String locale) {

  /** A column of times in ISO 8601, or one time for all. */
  public TimeColumn(@Nullable Instant value, @Nullable String column) {
    this(value, column, null, null, null);
  }

  /** What is wrong with it; empty where nothing is. */
  public List<Violation> violations(String field) {
    List<Violation> found = new ArrayList<>();
    if ((value == null) == (column == null)) {
      found.add(new Violation(field, "must name either a value or a column"));
      return found;
    }
    if (!isZone()) {
      found.add(new Violation(field + ".zone", "must be a time zone"));
    }
    if (!isLanguage()) {
      found.add(new Violation(field + ".locale", "must be the tag of a language that is known"));
    }
    if (format != null) {
      try {
        PatternTimes.of(
            format,
            isZone() ? zoneOfCells() : ZoneOffset.UTC,
            isLanguage() ? language() : Locale.ENGLISH);
      } catch (IllegalArgumentException e) {
        found.add(new Violation(field + ".format", String.valueOf(e.getMessage())));
      }
    }
    return found;
  }

  /**
   * @throws IllegalArgumentException where there are violations
   */
  public CellTimes reader() {
    return format == null
        ? new IsoCellTimes(zoneOfCells())
        : PatternTimes.of(format, zoneOfCells(), language());
  }

  private ZoneId zoneOfCells() {
    return ZoneId.of(zone == null ? "UTC" : zone);
  }

  private boolean isZone() {
    try {
      return zoneOfCells() != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Locale language() {
    return locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale.replace('_', '-'));
  }

  private boolean isLanguage() {
    String language = language().getLanguage();
    return !language.isEmpty()
        && List.of(Locale.getAvailableLocales()).stream()
            .anyMatch(known -> known.getLanguage().equals(language));
  }
}
