package dev.barometer.contract.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Ticket}, or one that differs from another in what is set. */
@SuppressWarnings("NullAway.Init") // what is left out is null, as it is in JSON
public final class TicketBuilder {
  private String ticketId;
  private long revision;
  private String status;
  private @Nullable String type;
  private @Nullable String subject;
  private Instant openedAt;
  private @Nullable Instant firstRespondedAt;
  private @Nullable Instant resolvedAt;
  private @Nullable Instant closedAt;
  private @Nullable Boolean slaMet;
  private int reopenCount;
  private String resolvedBy = Ticket.HUMAN;
  private @Nullable Requester requester;
  private Context context = Context.NONE;
  private @Nullable Attribution attribution;
  private @Nullable Boolean firstContactResolved;
  private @Nullable Integer waitedSeconds;

  TicketBuilder() {}

  TicketBuilder(Ticket from) {
    ticketId = from.ticketId();
    revision = from.revision();
    status = from.status();
    type = from.type();
    subject = from.subject();
    openedAt = from.openedAt();
    firstRespondedAt = from.firstRespondedAt();
    resolvedAt = from.resolvedAt();
    closedAt = from.closedAt();
    slaMet = from.slaMet();
    reopenCount = from.reopenCount();
    resolvedBy = from.resolvedBy();
    requester = from.requester();
    context = from.context();
    attribution = from.attribution();
    firstContactResolved = from.firstContactResolved();
    waitedSeconds = from.waitedSeconds();
  }

  public TicketBuilder ticketId(String newTicketId) {
    ticketId = newTicketId;
    return this;
  }

  public TicketBuilder revision(long newRevision) {
    revision = newRevision;
    return this;
  }

  public TicketBuilder status(String newStatus) {
    status = newStatus;
    return this;
  }

  public TicketBuilder type(@Nullable String newType) {
    type = newType;
    return this;
  }

  public TicketBuilder subject(@Nullable String newSubject) {
    subject = newSubject;
    return this;
  }

  public TicketBuilder openedAt(Instant newOpenedAt) {
    openedAt = newOpenedAt;
    return this;
  }

  public TicketBuilder firstRespondedAt(@Nullable Instant newFirstRespondedAt) {
    firstRespondedAt = newFirstRespondedAt;
    return this;
  }

  public TicketBuilder resolvedAt(@Nullable Instant newResolvedAt) {
    resolvedAt = newResolvedAt;
    return this;
  }

  public TicketBuilder closedAt(@Nullable Instant newClosedAt) {
    closedAt = newClosedAt;
    return this;
  }

  public TicketBuilder slaMet(@Nullable Boolean newSlaMet) {
    slaMet = newSlaMet;
    return this;
  }

  public TicketBuilder reopenCount(int newReopenCount) {
    reopenCount = newReopenCount;
    return this;
  }

  public TicketBuilder resolvedBy(String newResolvedBy) {
    resolvedBy = newResolvedBy;
    return this;
  }

  public TicketBuilder requester(@Nullable Requester newRequester) {
    requester = newRequester;
    return this;
  }

  public TicketBuilder context(Context newContext) {
    context = newContext;
    return this;
  }

  public TicketBuilder attribution(@Nullable Attribution newAttribution) {
    attribution = newAttribution;
    return this;
  }

  public TicketBuilder firstContactResolved(@Nullable Boolean newFirstContactResolved) {
    firstContactResolved = newFirstContactResolved;
    return this;
  }

  public TicketBuilder waitedSeconds(@Nullable Integer newWaitedSeconds) {
    waitedSeconds = newWaitedSeconds;
    return this;
  }

  public Ticket build() {
    return new Ticket(
        ticketId,
        revision,
        status,
        type,
        subject,
        openedAt,
        firstRespondedAt,
        resolvedAt,
        closedAt,
        slaMet,
        reopenCount,
        resolvedBy,
        requester,
        context,
        attribution,
        firstContactResolved,
        waitedSeconds);
  }
}
