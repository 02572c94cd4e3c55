package dev.barometer.survey.ticket;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.Attribution;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.gate.Digest;
import dev.barometer.survey.gate.Gate;
import dev.barometer.survey.gate.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Only a higher revision of a ticket is news. Of several states with one revision, which platforms
 * send that stamp events in whole seconds, the one stands that is latest in the life of a ticket;
 * of two in the same place the one whose content has the higher digest, and the other is put aside
 * as a contradiction. So the order in which they come decides nothing. What overtakes a state of
 * its own revision goes out one revision higher than that: readers take only what is higher.
 *
 * <p>Whom the resolution is credited to is frozen when a revision makes the ticket resolved or
 * closed, and again only after a reopening.
 */
final class TicketGate implements Gate<Ticket> {
  private final Function<Ticket, byte[]> json;
  private final Predicate<String> erased;

  /**
   * @param json the form whose digest tells two states apart
   * @param erased whether a person was erased
   */
  TicketGate(Function<Ticket, byte[]> json, Predicate<String> erased) {
    this.json = json;
    this.erased = erased;
  }

  @Override
  public Verdict decide(Ticket said, EventContext eventContext, byte @Nullable [] state) {
    Requester requester = said.requester();
    boolean isOfErased = requester != null && erased.test(requester.id());
    Ticket ticket =
        Inbound.complete(isOfErased ? said.withoutRequester() : said, eventContext.time());
    List<Violation> violations = Inbound.check(ticket, eventContext.time(), eventContext.now());
    if (!violations.isEmpty()) {
      return Verdict.Refused.broken(violations);
    }
    byte[] digest = Digest.of(json.apply(ticket));
    if (state == null) {
      return accepted(ticket, digest, ticket.revision(), null, false, eventContext);
    }
    TicketState before = TicketState.read(state);
    if (ticket.revision() < before.revision()) {
      return new Verdict.Repeated();
    }
    if (ticket.revision() == before.revision()) {
      return tied(ticket, digest, before, eventContext);
    }
    long published = Math.max(ticket.revision(), before.published() + 1);
    return accepted(ticket, digest, published, before.now(), false, eventContext);
  }

  @Override
  public String erasingType() {
    return EventTypes.TICKET_ERASED;
  }

  /**
   * Of a newer state this asks for nothing: it names the person no more, or whoever reads it asks
   * anew.
   */
  @Override
  public Verdict erase(Ticket asked, byte[] state) {
    TicketState before = TicketState.read(state);
    if (asked.revision() != before.published()) {
      return new Verdict.Repeated();
    }
    Ticket left = asked.withoutRequester().withRevision(before.published() + 1);
    return new Verdict.Erased(left, EventTypes.TICKET_ERASED, before.erased().toBytes());
  }

  private static Verdict tied(
      Ticket ticket, byte[] digest, TicketState stored, EventContext eventContext) {
    int later = Life.of(ticket).compareTo(stored.now().life());
    if (later < 0) {
      return new Verdict.Overtaken();
    }
    byte[] other = stored.digest();
    if (later == 0 && (other == null || Arrays.equals(digest, other))) {
      return new Verdict.Repeated();
    }
    if (later == 0 && other != null && Arrays.compareUnsigned(digest, other) < 0) {
      return new Verdict.Refused(
          DeadLetterKind.CONFLICT,
          "revision " + ticket.revision() + " was said in other words, too, which stand");
    }
    return accepted(ticket, digest, stored.published() + 1, stored.earlier(), true, eventContext);
  }

  /**
   * @param earlier how the ticket stood before this revision
   */
  private static Verdict accepted(
      Ticket ticket,
      byte[] digest,
      long published,
      TicketState.@Nullable Snapshot earlier,
      boolean overtakes,
      EventContext eventContext) {
    Attribution attribution = attribution(ticket, earlier);
    Ticket fact = ticket.withAttribution(attribution).withRevision(published);
    var now = new TicketState.Snapshot(Life.of(ticket), attribution);
    var state = new TicketState(ticket.revision(), published, digest, now, earlier);
    return new Verdict.Accepted(fact, eventContext.type(), state.toBytes(), overtakes);
  }

  private static @Nullable Attribution attribution(
      Ticket ticket, TicketState.@Nullable Snapshot earlier) {
    if (!ticket.done()) {
      return earlier == null ? null : earlier.attribution();
    }
    if (earlier != null
        && earlier.attribution() != null
        && earlier.life().done()
        && ticket.reopenCount() <= earlier.life().reopenCount()) {
      return earlier.attribution();
    }
    Instant doneAt = ticket.resolvedAt() != null ? ticket.resolvedAt() : ticket.closedAt();
    return new Attribution(
        Objects.requireNonNull(doneAt), ticket.context(), ticket.slaMet(), ticket.resolvedBy());
  }
}
