package dev.barometer.survey.campaign;

import java.util.List;

/**
 * What makes a campaign ask.
 *
 * @param on one of {@link #KINDS}
 */
public record Trigger(String on) {
  public static final String TICKET_RESOLVED = "ticket-resolved";
  public static final String TICKET_CLOSED = "ticket-closed";

  public static final List<String> KINDS = List.of(TICKET_RESOLVED, TICKET_CLOSED);
}
