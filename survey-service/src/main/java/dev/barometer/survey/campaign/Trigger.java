package dev.barometer.survey.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.survey.occasion.Occasion;
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
  public static final String TICKET_RESOLVED = Occasion.RESOLVED;
  public static final String TICKET_CLOSED = Occasion.CLOSED;

  public static final List<String> KINDS =
      List.of(
          Occasion.RESOLVED,
          Occasion.CLOSED,
          Occasion.REOPENED,
          Occasion.COMPLAINT_CLOSED);

  /** One that needs no more than its kind. */
  public static Trigger of(String on) {
    return new Trigger(on, null, null, null, null);
  }
}
