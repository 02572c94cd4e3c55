package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.wording.Wording;
import java.time.Instant;
import java.util.Locale;

/**
 * How old what the page shows is, in words.
 *
 * @param state {@code current}, {@code behind}, {@code starting} or {@code stopped}
 */
record AgeText(String state, String text, Instant asOf) {

  static AgeText of(Age age, Wording wording) {
    String state = age.state().name().toLowerCase(Locale.ROOT);
    boolean isKnown = age.asOf().isAfter(Instant.EPOCH);
    String text =
        switch (age.state()) {
          case CURRENT -> wording.say("age.current");
          case STARTING -> wording.say("age.starting");
          case BEHIND -> wording.say("age.behind", age.minutes());
          case STOPPED ->
              isKnown
                  ? wording.say("age.stopped", wording.dateAndTime(age.asOf()))
                  : wording.say("age.unknown");
        };
    return new AgeText(state, text, age.asOf());
  }
}
