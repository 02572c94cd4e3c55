package dev.barometer.reporting.deadletter;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.web.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record that one group put aside. However often that happened, it is one dead letter: its id
 * is the group and the place where the record stood.
 *
 * @param group the service that could not take it
 * @param kind the label of a {@link DeadLetterKind}, or what another writer said
 * @param cut what of the record was too long to be kept; null where it is complete
 * @param history what was done to it, the oldest first
 */
record DeadLetter(
    String group,
    String topic,
    int partition,
    long offset,
    String kind,
    String reason,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers,
    @Nullable String version,
    @Nullable String cut,
    Instant putAsideAt,
    DeadLetterState state,
    List<Action> history) {

  /** A header as it came. */
  record Header(String name, byte @Nullable [] value) {}

  /** What somebody did to a dead letter, and why. */
  record Action(DeadLetterState became, String by, Instant at, @Nullable String note) {}

  /** Where a mended dead letter goes, and what it has to be there. */
  enum Destination {
    TICKETS(Topics.INBOUND_TICKETS, Topics.TICKETS, Ticket.class),
    RESPONSES(Topics.INBOUND_RESPONSES, Topics.RESPONSES, Response.class),
    LIFECYCLE(Topics.INBOUND_LIFECYCLE, Topics.LIFECYCLE, LifecycleSubject.class);

    private final String inbound;
    private final String facts;
    private final Class<?> record;

    Destination(String inbound, String facts, Class<?> record) {
      this.inbound = inbound;
      this.facts = facts;
      this.record = record;
    }

    String topic() {
      return inbound;
    }

    Class<?> record() {
      return record;
    }
  }

  /** Made of characters that need no escape in an address. */
  public String id() {
    return String.join("~", group, topic, Integer.toString(partition), Long.toString(offset));
  }

  /** Where it stands in a list of dead letters. */
  Cursor cursor() {
    return new Cursor(putAsideAt, id());
  }

  /**
   * Always the gate's inbound topic: only there do the revisions of one key grow. Empty where no
   * gate stands before the topic; such a record its writer says again.
   */
  public Optional<Destination> destination() {
    for (Destination destination : Destination.values()) {
      if (topic.equals(destination.inbound) || topic.equals(destination.facts)) {
        return Optional.of(destination);
      }
    }
    return Optional.empty();
  }

  boolean isOf(DeadLetterKind wanted) {
    return kind.equals(wanted.label());
  }

  /** Whether the value is not all that came. */
  boolean lacksValue() {
    return cut != null && cut.contains("value of");
  }

  /** Whether it stood behind the gate: sent back, it passes only with a higher revision. */
  boolean stoodBehindTheGate() {
    return destination().filter(destination -> topic.equals(destination.facts)).isPresent();
  }
}
