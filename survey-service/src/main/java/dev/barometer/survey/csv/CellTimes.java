package dev.barometer.survey.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Reads the cells of a column of times. A cell that names no time of day is its day's midnight. */
public interface CellTimes {
  /** The rule that a cell breaks which cannot be read. */
  String RULE = "is not a time";

  /** Throws {@link DateTimeException} with the rule the cell breaks where it is no time. */
  Instant read(String cell);

  /** The midnight a day begins with; its first moment where the clocks leave midnight out. */
  static Instant midnight(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  /**
   * A time on the clocks of a zone. In the hour that comes twice when they are set back it is the
   * first; one that they leave out when they are set forward is no time.
   */
  static Instant onClocks(LocalDateTime time, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    if (offsets.isEmpty()) {
      throw new DateTimeException(RULE + " in " + zone + ": the clocks were set forward past it");
    }
    return time.toInstant(offsets.get(0));
  }
}
