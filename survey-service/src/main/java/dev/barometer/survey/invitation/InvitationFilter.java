package dev.barometer.survey.invitation;

import java.util.List;
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

  public static final List<String> GROUPS = List.of(ASKED, DELIVERED, OPENED, WAITING);
}
