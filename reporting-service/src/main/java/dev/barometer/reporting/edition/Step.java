package dev.barometer.reporting.edition;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done with an edition; the history says all of it.
 *
 * @param by the id of who did it; null for Barometer itself
 * @param who his name then
 * @param section which one was written
 * @param note why, or a remark of the review
 */
public record Step(
    What what,
    Instant at,
    @Nullable String by,
    @Nullable String who,
    @Nullable Section section,
    @Nullable String note) {

  /** What can be done. */
  public enum What {
    PLANNED,
    COLLECTED,
    WRITTEN,
    SUBMITTED,
    RETURNED,
    APPROVED,
    PUBLISHED,
    CORRECTED,
    /** Words of somebody who was erased, or took them back, went. */
    ERASED,
    DELIVERED,
    UNDELIVERED;

    /** The name as it travels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Somebody who does something. */
  public record Person(String id, String name) {
    private static final String STAFF = "staff:";

    /** Whether this is somebody who works here, rather than a token, and has this id. */
    boolean isStaff(String staffId) {
      return id.equals(STAFF + staffId);
    }
  }

  static Step of(What what, Person by, Instant at) {
    return new Step(what, at, by.id(), by.name(), null, null);
  }

  static Step of(What what, Person by, Instant at, @Nullable Section section, String note) {
    return new Step(what, at, by.id(), by.name(), section, note);
  }

  static Step byBarometer(What what, Instant at) {
    return new Step(what, at, null, null, null, null);
  }

  boolean isBy(Person person) {
    return Optional.ofNullable(by).filter(person.id()::equals).isPresent();
  }
}
