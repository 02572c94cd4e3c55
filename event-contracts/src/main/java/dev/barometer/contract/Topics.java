package dev.barometer.contract;

import java.util.List;

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

  private Topics() {}

  /** Where {@code group} puts what it could not read from {@code topic}. */
  public static String deadLettersOf(String topic, String group) {
    return topic + "." + group + ".dlq";
  }
}
