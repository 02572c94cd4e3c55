package dev.barometer.reporting.deadletter;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Sends dead letters back to the gate they did not pass, or never came to. What is sent is asked
 * the gate's own rules before, written into the audit log, acknowledged by the broker, and only
 * then marked. A crash in between leaves the dead letter open: sent again it is a repeat, which the
 * gate knows by its revision.
 */
@Component
class DeadLetterPublisher {
  /** So many are held in memory at once. */
  static final int MOST_AT_ONCE = 500;

  /** Of no entity, so that the gate names what changed. */
  private static final List<DeadLetterState> SENDABLE =
      List.of(DeadLetterState.OPEN, DeadLetterState.SENT_BACK);

  private final DeadLetterRepository deadLetters;
  private final FactPublisher facts;
  private final Signatures signatures;
  private final AuditLog audit;
  private final Clock clock;

  DeadLetterPublisher(
      DeadLetterRepository deadLetters,
      FactPublisher facts,
      Signatures signatures,
      AuditLog audit,
      Clock clock) {
    this.deadLetters = deadLetters;
    this.facts = facts;
    this.signatures = signatures;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What became of one dead letter of many.
   *
   * @param violations why it was refused; empty where it was sent back
   */
  record Sent(String id, List<Violation> violations) {}

  /**
   * Sends one dead letter back.
   *
   * @param mended in the place of the dead letter's value; null where it goes as it came
   * @param key what the caller takes for the key; null where he does not say
   * @throws InvalidRequestException where it would not pass the gate
   */
  void sendBack(DeadLetter deadLetter, byte @Nullable [] mended, @Nullable String key, String by) {
    requireState(deadLetter, SENDABLE);
    Outgoing outgoing = outgoing(deadLetter, mended, key);
    boolean changed = mended != null;
    audit.record("dead-letter.sent-back", deadLetter.id(), detailsOf(deadLetter, changed));
    Acknowledgement.await(facts.publish(outgoing));
    mark(deadLetter, SENDABLE, DeadLetterState.SENT_BACK, by, changed ? "mended" : null);
  }

  /** Sends many back as they came; those that would not pass the gate stay as they are. */
  List<Sent> sendBack(List<DeadLetter> many, Map<String, String> filter, String by) {
    Map<DeadLetter, Outgoing> ready = new LinkedHashMap<>();
    List<Sent> sent = new ArrayList<>(many.size());
    for (DeadLetter deadLetter : many) {
      try {
        ready.put(deadLetter, outgoing(deadLetter, null, null));
        sent.add(new Sent(deadLetter.id(), List.of()));
      } catch (InvalidRequestException e) {
        sent.add(new Sent(deadLetter.id(), e.violations()));
      } catch (ResponseStatusException e) {
        sent.add(
            new Sent(deadLetter.id(), List.of(new Violation("", String.valueOf(e.getReason())))));
      }
    }
    if (!ready.isEmpty()) {
      Map<String, String> details = new LinkedHashMap<>(filter);
      details.put("letters", Integer.toString(ready.size()));
      audit.record("dead-letters.sent-back", "open dead letters", details);
      Acknowledgement.await(
          CompletableFuture.allOf(
              ready.values().stream().map(facts::publish).toArray(CompletableFuture[]::new)));
      ready
          .keySet()
          .forEach(deadLetter -> mark(deadLetter, SENDABLE, DeadLetterState.SENT_BACK, by, null));
    }
    return sent;
  }

  void discard(DeadLetter deadLetter, String reason, String by) {
    requireState(deadLetter, List.of(DeadLetterState.OPEN));
    audit.record("dead-letter.discarded", deadLetter.id(), detailsOf(deadLetter, false));
    mark(deadLetter, List.of(DeadLetterState.OPEN), DeadLetterState.DISCARDED, by, reason);
  }

  private static Map<String, String> detailsOf(DeadLetter deadLetter, boolean mended) {
    return Map.of("kind", deadLetter.kind(), "mended", Boolean.toString(mended));
  }

  private void mark(
      DeadLetter deadLetter,
      List<DeadLetterState> from,
      DeadLetterState became,
      String by,
      @Nullable String note) {
    var action = new DeadLetter.Action(became, by, clock.instant(), note);
    if (!deadLetters.change(deadLetter.id(), from, action)) {
      throw conflict("Somebody else settled this dead letter just now.");
    }
  }

  private static void requireState(DeadLetter deadLetter, List<DeadLetterState> allowed) {
    if (!allowed.contains(deadLetter.state())) {
      throw conflict(
          "This dead letter was " + deadLetter.state().label().replace('-', ' ') + " before.");
    }
  }

  private static ResponseStatusException conflict(String detail) {
    return new ResponseStatusException(HttpStatus.CONFLICT, detail);
  }

  /** The record that goes to the gate; throws where the gate would put it aside again. */
  private Outgoing outgoing(DeadLetter deadLetter, byte @Nullable [] mended, @Nullable String key) {
    DeadLetter.Destination destination =
        deadLetter
            .destination()
            .orElseThrow(
                () ->
                    conflict(
                        "A record of " + deadLetter.topic() + " can be read and discarded only."));
    byte @Nullable [] value = mended == null ? deadLetter.value() : mended;
    if (value == null || value.length == 0) {
      throw refused("", "must not be empty");
    }
    if (mended == null && deadLetter.lacksValue()) {
      throw refused("", "was too long to be kept: " + deadLetter.cut());
    }
    Instant now = clock.instant();
    try {
      InboundEvent event = DeadLetterReader.event(deadLetter, value, destination.record(), now);
      Fact fact =
          DeadLetterReader.fact(FactJson.read(event.data(), destination.record()), event, now);
      if (key != null && !key.equals(fact.id())) {
        throw new InvalidRequestException(
            List.of(new Violation("key", "must be the id of the fact")));
      }
      requireNews(deadLetter, fact, event.time());
      return new Outgoing(
          destination.topic(),
          fact.id(),
          fact,
          event.id(),
          event.source(),
          event.type().isEmpty() ? DeadLetterReader.typeOf(fact) : event.type(),
          event.time() == null ? deadLetter.putAsideAt() : event.time(),
          senderOf(deadLetter).toText());
    } catch (UnreadableFactException e) {
      throw refused(e.violation().field(), e.violation().rule());
    }
  }

  /**
   * It belongs to whoever sent it, where a service vouched for that; and it may change what belongs
   * to another, because an administrator sends it back.
   */
  private Sender senderOf(DeadLetter deadLetter) {
    RecordHeaders headers = new RecordHeaders();
    deadLetter.headers().forEach(header -> headers.add(header.name(), header.value()));
    String signer =
        signatures
            .signer(deadLetter.topic(), deadLetter.key(), deadLetter.value(), headers)
            .orElse(null);
    return new Sender(Sender.of(signer).name(), true);
  }

  /** What was put aside as a contradiction stays one as long as its revision is the same. */
  private static void requireNews(DeadLetter deadLetter, Fact fact, @Nullable Instant eventTime) {
    if (!deadLetter.isOf(DeadLetterKind.CONFLICT) || deadLetter.value() == null) {
      return;
    }
    long unsaid = fact instanceof Ticket && eventTime != null ? eventTime.toEpochMilli() : 1;
    long revision = FactJson.readTree(deadLetter.value()).path("revision").asLong(unsaid);
    if (fact.revision() <= revision) {
      throw refused(
          "revision", "must be higher than " + revision + ", which was said in other words");
    }
  }

  private static InvalidRequestException refused(String field, String rule) {
    return new InvalidRequestException(
        List.of(new Violation(field.isEmpty() ? "value" : "value." + field, rule)));
  }
}
