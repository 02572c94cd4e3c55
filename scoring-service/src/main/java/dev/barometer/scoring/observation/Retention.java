package dev.barometer.scoring.observation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long observations count: for ever, or for so long, in whole days of the organisation's
 * calendar. Day buckets before the first day that counts are dropped, and so is what their entities
 * said. So the tallies of the days that are left are those of a batch computation over all facts.
 *
 * @param length at least {@link #SHORTEST}; null is for ever
 */
public record Retention(@Nullable Duration length, ZoneId zone) {
  /** Hour buckets are kept so long, whatever is set: windows need them. */
  public static final Duration SHORTEST = Duration.ofDays(100);

  public Retention {
    if (length != null && length.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "barometer.scoring.retention must be at least " + SHORTEST.toDays() + "d, or not set");
    }
  }

  public static Retention forEver(ZoneId zone) {
    return new Retention(null, zone);
  }

  boolean isLimited() {
    return length != null;
  }

  /** The first day that counts, the same for all of an hour; {@link LocalDate#MIN} where all do. */
  public LocalDate firstDay(Instant now) {
    return length == null
        ? LocalDate.MIN
        : LocalDate.ofInstant(now.truncatedTo(ChronoUnit.HOURS).minus(length), zone);
  }

  /** Whether all that is said happened on days that no longer count; not where nothing is. */
  boolean isOver(EntityState said, Instant now) {
    if (length == null || said.observations().isEmpty()) {
      return false;
    }
    LocalDate first = firstDay(now);
    return said.observations().stream()
        .allMatch(observation -> LocalDate.ofInstant(observation.time(), zone).isBefore(first));
  }
}
