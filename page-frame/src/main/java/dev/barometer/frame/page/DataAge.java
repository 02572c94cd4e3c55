package dev.barometer.frame.page;

import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.progress.Standing;
import java.time.Instant;
import java.util.Locale;

/**
 * How old what pages show is, in words.
 *
 * @param state {@code current}, {@code behind}, {@code starting} or {@code stopped}
 * @param asOf everything that was accepted before this moment is shown
 */
record DataAge(String state, String text, Instant asOf) {

  static DataAge of(Standing standing, Wording wording) {
    String text =
        switch (standing.state()) {
          case CURRENT -> wording.say("age.current");
          case STARTING -> wording.say("age.starting");
          case BEHIND -> wording.say("age.behind", standing.age().toMinutes());
          case STOPPED ->
              standing.isKnown()
                  ? wording.say("age.stopped", wording.dateAndTime(standing.asOf()))
                  : wording.say("age.unknown");
        };
    return new DataAge(
        standing.state().name().toLowerCase(Locale.ROOT),
        isUnderWay(standing) ? wording.say("age.waiting", text, standing.waiting()) : text,
        standing.asOf());
  }

  /** A moment that nobody knows is not told. */
  public boolean isKnown() {
    return asOf.isAfter(Instant.EPOCH);
  }

  /** While much is read, during an import or after a start, people see how far it is. */
  private static boolean isUnderWay(Standing standing) {
    return standing.waiting() > 0
        && (standing.state() == Standing.State.BEHIND
            || standing.state() == Standing.State.STARTING);
  }
}
