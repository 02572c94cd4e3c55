package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the platform last told of it, with its attribution frozen at the resolution. Topic
 * {@code barometer.tickets}, key the ticket id, written by survey-service.
 *
 * @param status {@code open}, {@code resolved} or {@code closed}
 * @param resolvedBy {@code human} or {@code bot}
 * @param reopenCount how often it was reopened so far, at least 0
 * @param firstContactResolved whether the first person asked resolved it; null where the platform
 *     does not say
 * @param waitedSeconds how long the person waited in a phone or chat queue; null where the platform
 *     does not say
 */
public record Ticket(
    String ticketId,
    long revision,
    String status,
    @Nullable String type,
    @Nullable String subject,
    Instant openedAt,
    @Nullable Instant firstRespondedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    @Nullable Boolean slaMet,
    int reopenCount,
    String resolvedBy,
    @Nullable Requester requester,
    Context context,
    @Nullable Attribution attribution,
    @Nullable Boolean firstContactResolved,
    @Nullable Integer waitedSeconds)
    implements Fact {

  public static final String OPEN = "open";
  public static final String RESOLVED = "resolved";
  public static final String CLOSED = "closed";

  public static final String HUMAN = "human";
  public static final String BOT = "bot";

  public Ticket {
    type = Blank.toNull(type);
    subject = Blank.toNull(subject);
    resolvedBy = resolvedBy == null ? HUMAN : resolvedBy;
    context = context == null ? Context.NONE : context;
    requester = requester == null || requester.saysNothing() ? null : requester;
  }

  /**
   * @param ticketId which stays when all else changes
   */
  public static TicketBuilder builder(String ticketId) {
    return new TicketBuilder().ticketId(ticketId);
  }

  /** The same ticket, to be changed in some respect. */
  public TicketBuilder toBuilder() {
    return new TicketBuilder(this);
  }

  @Override
  public String id() {
    return ticketId;
  }

  /**
   * The same ticket with what its sender may leave out, taken from the time of its event: the
   * revision, in milliseconds; when it was closed, where it says that it is; when it was resolved,
   * where it is that and not closed. A time before the ticket was opened or resolved fills nothing.
   */
  public Ticket withDefaults(Instant eventTime) {
    Ticket numbered = revision == 0 ? withRevision(eventTime.toEpochMilli()) : this;
    if (openedAt == null || eventTime.isBefore(openedAt)) {
      return numbered;
    }
    if (RESOLVED.equals(status) && resolvedAt == null) {
      return numbered.doneAt(eventTime, closedAt);
    }
    boolean closable = resolvedAt == null || !eventTime.isBefore(resolvedAt);
    return CLOSED.equals(status) && closedAt == null && closable
        ? numbered.doneAt(resolvedAt, eventTime)
        : numbered;
  }

  public Ticket withRevision(long newRevision) {
    return toBuilder().revision(newRevision).build();
  }

  /** The same ticket without who asked for help, and without what he called it. */
  public Ticket withoutRequester() {
    return toBuilder().requester(null).subject(null).build();
  }

  private Ticket doneAt(@Nullable Instant newResolvedAt, @Nullable Instant newClosedAt) {
    return toBuilder().resolvedAt(newResolvedAt).closedAt(newClosedAt).build();
  }

  public Ticket withAttribution(@Nullable Attribution newAttribution) {
    return toBuilder().attribution(newAttribution).build();
  }

  /** Whether the ticket is resolved or closed. */
  public boolean done() {
    return status.equals(RESOLVED) || status.equals(CLOSED);
  }
}
