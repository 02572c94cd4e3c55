package dev.barometer.survey.visitor;

import dev.barometer.starter.timetable.Due;
import java.time.Instant;
import java.util.UUID;

/**
 * What is due where whoever does it at once dies over it. Each call has its own: of two at once the
 * first to be done takes away its own, never what stands for the other.
 */
final class OwnDue {
  private OwnDue() {}

  static Due of(String kind, String subject, Instant at) {
    return new Due(kind, UUID.randomUUID().toString(), at, subject);
  }

  /** What it is about; that was its key before each call had its own. */
  static String subject(Due due) {
    return due.data().isEmpty() ? due.key() : due.data();
  }
}
