package dev.barometer.reporting.ticket;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Ticket;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A ticket as a row. */
record TicketRow(
    @Id String ticketId,
    String status,
    @Nullable String type,
    @Nullable String subject,
    Instant openedAt,
    @Nullable Instant firstRespondedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    @Nullable Boolean slaMet,
    int reopenCount,
    @Nullable Boolean firstContactResolved,
    @Nullable Integer waitedSeconds,
    String resolvedBy,
    @Nullable String service,
    @Nullable String team,
    @Nullable String agent,
    @Nullable String channel,
    @Nullable String priority,
    @Nullable String category,
    @Nullable String organization,
    @Nullable String location) {

  static final List<String> COLUMNS =
      List.of(
          "ticketId",
          "status",
          "type",
          "subject",
          "openedAt",
          "firstRespondedAt",
          "resolvedAt",
          "closedAt",
          "slaMet",
          "reopenCount",
          "firstContactResolved",
          "waitedSeconds",
          "resolvedBy",
          "service",
          "team",
          "agent",
          "channel",
          "priority",
          "category",
          "organization",
          "location");

  static TicketRow of(Ticket ticket) {
    Context context = ticket.context();
    return new TicketRow(
        ticket.ticketId(),
        ticket.status(),
        ticket.type(),
        ticket.subject(),
        ticket.openedAt(),
        ticket.firstRespondedAt(),
        ticket.resolvedAt(),
        ticket.closedAt(),
        ticket.slaMet(),
        ticket.reopenCount(),
        ticket.firstContactResolved(),
        ticket.waitedSeconds(),
        ticket.resolvedBy(),
        context.service(),
        context.team(),
        context.agent(),
        context.channel(),
        context.priority(),
        context.category(),
        context.organization(),
        context.location());
  }

  /** When it was resolved, or closed where nobody said that; null while it is open. */
  @Nullable Instant doneAt() {
    if (status.equals(Ticket.OPEN)) {
      return null;
    }
    return resolvedAt == null ? closedAt : resolvedAt;
  }

  /** Of a ticket that was found by this date. */
  Instant at(TicketDate date) {
    Instant at =
        switch (date) {
          case OPENED -> openedAt;
          case RESPONDED -> firstRespondedAt;
          case RESOLVED -> resolvedAt;
          case CLOSED -> closedAt;
        };
    return Objects.requireNonNullElse(at, openedAt);
  }

  /** The values in the order of {@link #COLUMNS}. */
  List<@Nullable Object> values() {
    return Arrays.asList(
        ticketId,
        status,
        type,
        subject,
        openedAt,
        firstRespondedAt,
        resolvedAt,
        closedAt,
        slaMet,
        reopenCount,
        firstContactResolved,
        waitedSeconds,
        resolvedBy,
        service,
        team,
        agent,
        channel,
        priority,
        category,
        organization,
        location);
  }
}
