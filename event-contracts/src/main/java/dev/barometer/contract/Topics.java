package dev.barometer.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topics and their names. Each has one writer (the inbound ones: the outside world). */
public final class Topics {
  public static final String INBOUND_TICKETS = "barometer.inbound.tickets";
  public static final String INBOUND_RESPONSES = "barometer.inbound.responses";
  public static final String TICKETS = "barometer.tickets";
  public static final String INVITATIONS = "barometer.invitations";
  public static final String RESPONSES = "barometer.responses";
  public static final String MENTIONS = "barometer.mentions";
  public static final String COMPLAINTS = "barometer.complaints";
  public static final String TALLIES = "barometer.tallies";
  public static final String SCORES = "barometer.scores";

  /** Every topic but the dead-letter ones. */
  public static final List<String> ALL =
      List.of(
          INBOUND_TICKETS,
          INBOUND_RESPONSES,
          TICKETS,
          INVITATIONS,
          RESPONSES,
          MENTIONS,
          COMPLAINTS,
          TALLIES,
          SCORES);

  private static final Map<String, Class<?>> RECORDS =
      Map.of(
          INBOUND_TICKETS, Ticket.class,
          INBOUND_RESPONSES, Response.class,
          TICKETS, Ticket.class,
          INVITATIONS, Invitation.class,
          RESPONSES, Response.class,
          MENTIONS, Mention.class,
          COMPLAINTS, Complaint.class,
          TALLIES, ScopeTallies.class,
          SCORES, ScopeScores.class);

  private Topics() {}

  /** What the values of a topic are; empty for dead letters and topics that are not ours. */
  public static Optional<Class<?>> recordOf(String topic) {
    return Optional.ofNullable(RECORDS.get(topic));
  }

  /** Where {@code group} puts what it could not read from {@code topic}. */
  public static String deadLettersOf(String topic, String group) {
    return topic + "." + group + ".dlq";
  }
}
