package dev.barometer.survey.invitation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which invitations are listed; null where it does not matter.
 *
 * @param status that of an invitation, or one of {@link #GROUPS}
 */
public record InvitationFilter(
    @Nullable String campaign,
    @Nullable String ticket,
    @Nullable String person,
    @Nullable String status,
    @Nullable String reason) {
  /** All that were not suppressed. */
  public static final String ASKED = "asked";

  /** Those that whoever delivers them took. */
  public static final String DELIVERED = "delivered";

  /** Those on whose page a person did something. */
  public static final String OPENED = "opened";

  /** Those that can still be answered. */
  public static final String WAITING = "waiting";

  /** Those that response rates are of: a person was asked, and not called back. */
  public static final String COUNTED = "counted";

  public static final String COUNTED_DELIVERED = "counted-delivered";
  public static final String ANSWERED_DELIVERED = "answered-delivered";

  /** Those that were answered before anybody was reminded. */
  public static final String ANSWERED_EARLY = "answered-early";

  /** Those that were answered after a reminder. */
  public static final String ANSWERED_LATE = "answered-late";

  static final Set<String> RATES =
      Set.of(COUNTED, COUNTED_DELIVERED, ANSWERED_DELIVERED, ANSWERED_EARLY, ANSWERED_LATE);

  public static final List<String> GROUPS =
      List.of(
          ASKED,
          DELIVERED,
          OPENED,
          WAITING,
          COUNTED,
          COUNTED_DELIVERED,
          ANSWERED_DELIVERED,
          ANSWERED_EARLY,
          ANSWERED_LATE);
}
