package dev.barometer.survey.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.survey.occurrence.Occurrence;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a campaign ask.
 *
 * @param on one of {@link #KINDS}
 * @param before how long before a renewal: an ISO 8601 period, such as {@code P6M}
 * @param cron when a schedule asks, as Spring writes it: second to day of the week
 * @param zone whose days and hours those are; the organisation's where it is not said
 * @param requestersOf a schedule asks who asked for help in so long before, such as {@code P90D}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trigger(
    String on,
    @Nullable String before,
    @Nullable String cron,
    @Nullable String zone,
    @Nullable String requestersOf) {
  public static final String TICKET_RESOLVED = Occurrence.RESOLVED;
  public static final String TICKET_CLOSED = Occurrence.CLOSED;

  public static final List<String> KINDS =
      List.of(
          Occurrence.RESOLVED,
          Occurrence.CLOSED,
          Occurrence.REOPENED,
          Occurrence.COMPLAINT_CLOSED,
          Occurrence.MILESTONE,
          Occurrence.TRAINING,
          Occurrence.RELEASE,
          Occurrence.RENEWAL,
          Occurrence.SCHEDULE,
          Occurrence.MANUAL,
          Occurrence.OPEN_LINK);

  private static final Period LOOKED_BACK = Period.ofDays(90);

  /** One that needs no more than its kind. */
  public static Trigger of(String on) {
    return new Trigger(on, null, null, null, null);
  }

  /** Whether nobody is chosen: whoever comes by its link may answer. */
  public boolean asksAnybody() {
    return Occurrence.OPEN_LINK.equals(on);
  }

  /** How far a schedule looks back for people. */
  public Period lookedBack() {
    return requestersOf == null ? LOOKED_BACK : Period.parse(requestersOf);
  }

  /** Whether it is time that makes it ask, and not something that happens. */
  boolean asksByItself() {
    return Occurrence.SCHEDULE.equals(on) || Occurrence.RENEWAL.equals(on);
  }

  ZoneId zoneOr(ZoneId usual) {
    return zone == null ? usual : ZoneId.of(zone);
  }

  /** When it asks about something that is to be then: so long before. */
  Instant momentOf(Occurrence occurrence) {
    return before == null
        ? occurrence.at()
        : occurrence.at().atZone(zoneOr(ZoneOffset.UTC)).minus(Period.parse(before)).toInstant();
  }

  /** The same in that zone, where it depends on one and none is said. */
  Trigger in(ZoneId usual) {
    return zone == null && asksByItself()
        ? new Trigger(on, before, cron, usual.getId(), requestersOf)
        : this;
  }
}
