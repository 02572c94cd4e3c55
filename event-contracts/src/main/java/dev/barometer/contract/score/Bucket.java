package dev.barometer.contract.score;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A slice of event time: an hour in UTC, or a day in the organisation's zone. */
public sealed interface Bucket {
  /** {@code h2026-11-22T10} or {@code d2026-11-22}. */
  String label();

  /** An hour, by its start in UTC. */
  record Hour(Instant start) implements Bucket {
    public Hour {
      start = start.truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    public String label() {
      return "h" + start.atOffset(ZoneOffset.UTC).toString().substring(0, 13);
    }
  }

  /** A day of the organisation's calendar. */
  record Day(LocalDate date) implements Bucket {
    public static Day of(Instant time, ZoneId zone) {
      return new Day(time.atZone(zone).toLocalDate());
    }

    @Override
    public String label() {
      return "d" + date;
    }
  }

  /** Reads a label; throws {@link IllegalArgumentException} on anything else. */
  static Bucket parse(String label) {
    try {
      if (label.length() == 14 && label.charAt(0) == 'h') {
        return new Hour(LocalDateTime.parse(label.substring(1) + ":00").toInstant(ZoneOffset.UTC));
      }
      if (label.length() == 11 && label.charAt(0) == 'd') {
        return new Day(LocalDate.parse(label.substring(1)));
      }
    } catch (DateTimeException broken) {
      throw new IllegalArgumentException("no bucket: " + label, broken);
    }
    throw new IllegalArgumentException("no bucket: " + label);
  }
}
