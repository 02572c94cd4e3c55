package dev.barometer.survey.event;

import dev.barometer.contract.Rules;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.event.HttpEvents;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.event.EventReceipt.Item;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes events of one kind over HTTP. The answer is given when the broker has acknowledged every
 * event that was accepted; whether it is news is decided behind it, by the gate.
 */
public final class EventsPublisher {
  private final FactPublisher facts;
  private final List<String> types;
  private final String topic;
  private final int maxBatch;
  private final Clock clock;

  /**
   * @param types that events may have
   * @param topic an inbound one
   * @param maxBatch the most events of one call
   */
  public EventsPublisher(
      FactPublisher facts, List<String> types, String topic, int maxBatch, Clock clock) {
    this.facts = facts;
    this.types = types;
    this.topic = topic;
    this.maxBatch = maxBatch;
    this.clock = clock;
  }

  /** What must be true of what an event carries. */
  public interface Rule {
    Checked check(InboundEvent event, Instant now);
  }

  /**
   * What an event carries.
   *
   * @param key of the record; null where it may not be sent
   * @param violations why not; empty where another sender sent it first
   */
  public record Checked(@Nullable String key, Object carried, List<Violation> violations) {

    public static Checked sound(String key, Object carried) {
      return new Checked(key, carried, List.of());
    }

    public static Checked broken(Object carried, List<Violation> violations) {
      return new Checked(null, carried, violations);
    }

    public static Checked foreign(Object carried) {
      return new Checked(null, carried, List.of());
    }
  }

  /** An event that may be sent, and its place in the request. */
  private record Sound(int index, Outgoing record) {}

  public ResponseEntity<EventReceipt> accept(
      HttpHeaders headers, InputStream body, Sender sender, Rule rule) throws IOException {
    Instant now = clock.instant();
    List<Item> items = new ArrayList<>();
    List<Sound> sound = new ArrayList<>();
    HttpEvents.read(
        headers,
        body,
        read -> {
          requireRoom(items.size());
          items.add(check(read, now, sender, rule, sound));
        });
    if (sound.isEmpty() && !items.isEmpty()) {
      if (items.stream().allMatch(item -> item.status() == HttpStatus.FORBIDDEN.value())) {
        throw new ResponseStatusException(
            HttpStatus.FORBIDDEN, "Another sender sent it first: only that one may change it");
      }
      throw new InvalidRequestException(everyError(items));
    }
    return publish(sound, items);
  }

  private void requireRoom(int events) {
    if (events == maxBatch) {
      throw new InvalidRequestException(
          List.of(new Violation("", "must hold at most " + maxBatch + " events")));
    }
  }

  private Item check(
      HttpEvents.Read read, Instant now, Sender sender, Rule rule, List<Sound> sound) {
    if (read instanceof HttpEvents.Read.Refused refused) {
      return Item.refused(read.index(), null, List.of(alone(refused)));
    }
    InboundEvent event = ((HttpEvents.Read.Accepted) read).event();
    if (!types.contains(event.type())) {
      return Item.refused(
          read.index(),
          event.id(),
          List.of(new Violation("type", "must be one of " + String.join(", ", types))));
    }
    List<Violation> untimely =
        event.time() == null ? List.of() : Rules.checkEventTime("time", event.time(), now);
    if (!untimely.isEmpty()) {
      return Item.refused(read.index(), event.id(), untimely);
    }
    try {
      Checked checked = rule.check(event, now);
      if (!checked.violations().isEmpty()) {
        return Item.refused(
            read.index(),
            event.id(),
            checked.violations().stream().map(EventsPublisher::inData).toList());
      }
      String key = checked.key();
      if (key == null) {
        return Item.foreign(read.index(), event.id());
      }
      sound.add(new Sound(read.index(), outgoing(event, key, checked.carried(), now, sender)));
      return Item.accepted(read.index(), event.id());
    } catch (UnreadableFactException e) {
      return Item.refused(read.index(), event.id(), List.of(inData(e.violation())));
    }
  }

  /** The violation without the event's place in its batch: the item says it. */
  private static Violation alone(HttpEvents.Read.Refused refused) {
    String field = refused.violation().field();
    String place = "[" + refused.index() + "]";
    return field.startsWith(place)
        ? new Violation(
            field.substring(Math.min(field.length(), place.length() + 1)),
            refused.violation().rule())
        : refused.violation();
  }

  private static Violation inData(Violation violation) {
    String field = violation.field().isEmpty() ? "data" : "data." + violation.field();
    return new Violation(field, violation.rule());
  }

  private Outgoing outgoing(
      InboundEvent event, String key, Object carried, Instant now, Sender sender) {
    Instant time = event.time();
    return new Outgoing(
        topic,
        key,
        carried,
        event.id(),
        event.source(),
        event.type(),
        time == null ? now : time,
        sender.toText());
  }

  /** Answers when the broker has said of each whether it has it. */
  private ResponseEntity<EventReceipt> publish(List<Sound> sound, List<Item> items) {
    List<CompletableFuture<Void>> sent =
        sound.stream().map(one -> facts.publish(one.record())).toList();
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
      return receipt(sound.size(), items);
    } catch (CompletionException e) {
      int failed = markUnacknowledged(sound, sent, items);
      if (failed == sound.size()) {
        throw e;
      }
      return receipt(sound.size() - failed, items);
    }
  }

  /** Those may be sent again: what did arrive is not counted twice. */
  private static int markUnacknowledged(
      List<Sound> sound, List<CompletableFuture<Void>> sent, List<Item> items) {
    int failed = 0;
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).isCompletedExceptionally()) {
        int index = sound.get(i).index();
        items.set(index, items.get(index).unacknowledged());
        failed++;
      }
    }
    return failed;
  }

  /** What is wrong with each, by its place; a single event needs none. */
  private static List<Violation> everyError(List<Item> items) {
    List<Violation> errors = new ArrayList<>();
    for (Item item : items) {
      for (Violation error : item.errors() == null ? List.<Violation>of() : item.errors()) {
        errors.add(items.size() == 1 ? error : HttpEvents.within(item.index(), error));
      }
    }
    return errors;
  }

  private static ResponseEntity<EventReceipt> receipt(int accepted, List<Item> items) {
    return accepted == items.size()
        ? ResponseEntity.accepted().body(new EventReceipt(accepted, null))
        : ResponseEntity.status(HttpStatus.MULTI_STATUS).body(new EventReceipt(accepted, items));
  }
}
