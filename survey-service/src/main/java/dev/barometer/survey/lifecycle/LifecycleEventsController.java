package dev.barometer.survey.lifecycle;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.event.HttpEvents;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.ticket.EventReceipt;
import dev.barometer.survey.ticket.EventReceipt.Item;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lifecycle events over HTTP. The answer is given when the broker has acknowledged every event that
 * was accepted; whether it is news is decided behind it, by the gate.
 */
@RestController
@Tag(name = "Lifecycle")
class LifecycleEventsController {
  private static final List<String> TYPES = EventTypes.of(LifecycleSubject.class);

  private final FactPublisher facts;
  private final int maxBatch;
  private final Clock clock;

  LifecycleEventsController(FactPublisher facts, BarometerProperties barometer, Clock clock) {
    this.facts = facts;
    this.maxBatch = barometer.http().maxBatch();
    this.clock = clock;
  }

  @Operation(
      summary = "Take lifecycle events: one, a batch, or one in binary mode",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = {
                @Content(mediaType = "application/cloudevents+json"),
                @Content(mediaType = "application/cloudevents-batch+json"),
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = LifecycleSubject.class))
              }))
  @ApiResponse(responseCode = "202", description = "All are acknowledged by the broker")
  @ApiResponse(responseCode = "207", description = "Some are; items say which not, and why")
  @PostMapping("/api/lifecycle/events")
  ResponseEntity<EventReceipt> accept(
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @Parameter(hidden = true) InputStream body,
      HttpServletRequest call)
      throws IOException {
    Instant now = clock.instant();
    Sender sender = Callers.senderOf(call);
    List<Item> items = new ArrayList<>();
    List<Sound> sound = new ArrayList<>();
    HttpEvents.read(
        headers,
        body,
        read -> {
          requireRoom(items.size());
          items.add(check(read, now, sender, sound));
        });
    if (sound.isEmpty() && !items.isEmpty()) {
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

  /** An event that may be sent, and its place in the request. */
  private record Sound(int index, Outgoing record) {}

  private Item check(HttpEvents.Read read, Instant now, Sender sender, List<Sound> sound) {
    if (read instanceof HttpEvents.Read.Refused refused) {
      return Item.refused(read.index(), null, List.of(alone(refused)));
    }
    InboundEvent event = ((HttpEvents.Read.Accepted) read).event();
    if (!TYPES.contains(event.type())) {
      return Item.refused(
          read.index(),
          event.id(),
          List.of(new Violation("type", "must be one of " + String.join(", ", TYPES))));
    }
    List<Violation> untimely =
        event.time() == null ? List.of() : Rules.checkEventTime("time", event.time(), now);
    if (!untimely.isEmpty()) {
      return Item.refused(read.index(), event.id(), untimely);
    }
    try {
      LifecycleSubject subject = FactJson.read(event.data(), LifecycleSubject.class);
      List<Violation> violations = new ArrayList<>(Rules.check(subject, now));
      violations.addAll(Inbound.checkRevision(subject.revision()));
      if (!violations.isEmpty()) {
        return Item.refused(
            read.index(),
            event.id(),
            violations.stream().map(LifecycleEventsController::inData).toList());
      }
      sound.add(new Sound(read.index(), outgoing(event, subject, now, sender)));
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

  private static Outgoing outgoing(
      InboundEvent event, LifecycleSubject subject, Instant now, Sender sender) {
    Instant time = event.time();
    return new Outgoing(
        Topics.INBOUND_LIFECYCLE,
        subject.subjectId(),
        subject,
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
