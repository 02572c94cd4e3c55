package dev.barometer.reporting.edition;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.reporting.score.PeriodTallies;
import dev.barometer.reporting.score.ScoreQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What the figures depend on beside the tallies; frozen with them.
 *
 * @param knownAt all that was accepted before this moment is counted
 * @param minimumN under which what people said is not told as a number
 * @param zone where days begin
 * @param hoursKept how long single hours are known, seconds
 * @param pairs of dimensions that are scored together, as scoring names them
 */
public record Parameters(
    Instant knownAt, long minimumN, String zone, long hoursKept, List<String> pairs) {

  public Parameters {
    pairs = List.copyOf(pairs);
  }

  OrganisationCalendar calendar() {
    return new OrganisationCalendar(ZoneId.of(zone), Duration.ofSeconds(hoursKept));
  }

  KeptPairs keptPairs() {
    return new KeptPairs(() -> Optional.of(pairs));
  }

  /** The scores as they were at that moment. */
  ScoreQueries queries(PeriodTallies tallies) {
    return new ScoreQueries(
        tallies, calendar(), Clock.fixed(knownAt, ZoneOffset.UTC), keptPairs(), minimumN);
  }
}
