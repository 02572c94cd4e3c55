package dev.barometer.reporting.strategy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the reports of strategies are due. A strategy keeps the day up to which its periods are done
 * with: the next is the first that ends later, so none is left out while nobody is alive, and none
 * is planned twice.
 *
 * @param at the hour, where the organisation is
 */
record Schedule(ZoneId zone, LocalTime at) {

  /** Of what was missed the oldest; empty where nothing is planned by the timetable. */
  Optional<Occurrence> next(KeptStrategy kept) {
    return kept.strategy().active()
        ? Optional.of(kept.strategy().cadence().firstEndingAfter(kept.doneTo(), zone, at))
        : Optional.empty();
  }

  /** The next few. */
  List<Occurrence> upcoming(Cadence cadence, LocalDate doneTo, int many) {
    List<Occurrence> upcoming = new ArrayList<>();
    LocalDate day = doneTo;
    for (int i = 0; i < many; i++) {
      Occurrence next = cadence.firstEndingAfter(day, zone, at);
      upcoming.add(next);
      day = next.to();
    }
    return upcoming;
  }

  /** The period that a report by hand is of, where none is said. */
  Occurrence closed(Cadence cadence, Instant now) {
    return cadence.closed(now, zone, at);
  }

  /**
   * Up to which day periods are done with, once a strategy has become what it is to be. What is
   * new, begins again or tells of other periods begins with what is due from now on; where but the
   * day moves, what is not done yet is still to be done.
   */
  LocalDate doneTo(@Nullable KeptStrategy before, Cadence cadence, Instant now) {
    LocalDate fresh = cadence.next(now, zone, at).from();
    if (before == null) {
      return fresh;
    }
    Strategy was = before.strategy();
    boolean goesOn = was.active() && was.cadence().every() == cadence.every();
    return goesOn || before.doneTo().isAfter(fresh) ? before.doneTo() : fresh;
  }
}
