package dev.barometer.scoring.observation;

import dev.barometer.contract.score.Bucket;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The hour and the day one moment falls into. Both travel, because an hour in UTC may lie in two
 * days of a zone whose offset is not a whole number of hours.
 */
public record Slice(Bucket.Hour hour, Bucket.Day day) {
  public static Slice of(Instant time, ZoneId zone) {
    return new Slice(new Bucket.Hour(time), Bucket.Day.of(time, zone));
  }
}
