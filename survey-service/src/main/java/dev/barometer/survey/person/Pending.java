package dev.barometer.survey.person;

import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That it is to be decided whether somebody is asked.
 *
 * @param ticketId what is asked about, as it was noted while that was always a ticket
 * @param reopenCount which of its resolutions
 * @param at when that came about
 * @param due when it is decided
 * @param about what is asked about; null where it was noted before it could be anything else
 * @param given the occurrence itself, where nobody tells of it
 */
public record Pending(
    String invitationId,
    String campaignId,
    @Nullable String ticketId,
    int reopenCount,
    Instant at,
    Instant due,
    @Nullable OccurrenceKey about,
    @Nullable Occurrence given) {

  public static Pending of(
      String invitationId,
      String campaignId,
      OccurrenceKey about,
      Instant at,
      Instant due,
      @Nullable Occurrence given) {
    return new Pending(invitationId, campaignId, null, 0, at, due, about, given);
  }

  /**
   * What is asked about.
   *
   * @param on what the campaign asks about
   */
  public OccurrenceKey key(String on) {
    return about != null
        ? about
        : new OccurrenceKey(on, String.valueOf(ticketId), String.valueOf(reopenCount));
  }

  /** The same, to be decided at another time. */
  public Pending dueAt(Instant then) {
    return new Pending(invitationId, campaignId, ticketId, reopenCount, at, then, about, given);
  }

  String subjectId() {
    return about != null ? about.subjectId() : String.valueOf(ticketId);
  }
}
