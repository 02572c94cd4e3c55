package dev.barometer.survey.csv;

import dev.barometer.contract.rule.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Times as {@link IsoTimes} reads them; without an offset, or a day alone, they are the zone's. */
final class IsoCellTimes implements CellTimes {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern HAS_CLOCK = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt ][\\d:.,]+");

  private final ZoneId zone;

  IsoCellTimes(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public Instant read(String cell) {
    try {
      if (DAY.matcher(cell).matches()) {
        return CellTimes.midnight(LocalDate.parse(cell), zone);
      }
      if (!HAS_CLOCK.matcher(cell).matches()) {
        return IsoTimes.parse(cell);
      }
    } catch (DateTimeException e) {
      throw new DateTimeException(RULE, e);
    }
    return CellTimes.onClocks(withoutOffset(cell), zone);
  }

  /** By the same rule as times with an offset. */
  private static LocalDateTime withoutOffset(String cell) {
    try {
      return LocalDateTime.ofInstant(IsoTimes.parse(cell + "Z"), ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new DateTimeException(RULE, e);
    }
  }
}
