package dev.barometer.reporting.ticket;

import java.util.Locale;
import java.util.Optional;

/** By which of its dates a ticket is found. */
enum TicketDate {
  OPENED("openedAt"),
  RESPONDED("firstRespondedAt"),
  RESOLVED("resolvedAt"),
  CLOSED("closedAt");

  private final String field;

  TicketDate(String field) {
    this.field = field;
  }

  /** The name in a row. */
  String field() {
    return field;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TicketDate> of(String id) {
    for (TicketDate date : values()) {
      if (date.id().equals(id)) {
        return Optional.of(date);
      }
    }
    return Optional.empty();
  }
}
