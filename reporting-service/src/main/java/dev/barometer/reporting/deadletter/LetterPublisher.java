package dev.barometer.reporting.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.Context;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Fact;
import dev.barometer.contract.IsoTimes;
import dev.barometer.contract.Response;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Ticket;
import dev.barometer.contract.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.fact.Acknowledgement;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.fact.UnreadableFactException;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Sends letters back to the gate they did not pass, or never came to. What is sent is asked the
 * gate's own rules before, written into the audit log, acknowledged by the broker, and only then
 * marked. A crash in between leaves the letter open: sent again it is a repeat, which the gate
 * knows by its revision.
 */
@Component
class LetterPublisher {
  /** So many are held in memory at once. */
  static final int MOST_AT_ONCE = 500;

  private static final String SOURCE = "/barometer/reporting-service";

  /** Of no entity, so that the gate names what changed. */
  private static final List<LetterState> SENDABLE =
      List.of(LetterState.OPEN, LetterState.SENT_BACK);

  private final LetterRepository letters;
  private final FactPublisher facts;
  private final Signatures signatures;
  private final AuditLog audit;
  private final Clock clock;

  LetterPublisher(
      LetterRepository letters,
      FactPublisher facts,
      Signatures signatures,
      AuditLog audit,
      Clock clock) {
    this.letters = letters;
    this.facts = facts;
    this.signatures = signatures;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What became of one letter of many.
   *
   * @param violations why it was refused; empty where it was sent back
   */
  record Sent(String id, List<Violation> violations) {}

  /**
   * Sends one letter back.
   *
   * @param mended in the place of the letter's value; null where it goes as it came
   * @param key what the caller takes for the key; null where he does not say
   * @throws InvalidRequestException where it would not pass the gate
   */
  void sendBack(Letter letter, byte @Nullable [] mended, @Nullable String key, String by) {
    requireState(letter, SENDABLE);
    Outgoing outgoing = outgoing(letter, mended, key);
    boolean changed = mended != null;
    audit.record("dead-letter.sent-back", letter.id(), detailsOf(letter, changed));
    Acknowledgement.await(facts.publish(outgoing));
    mark(letter, SENDABLE, LetterState.SENT_BACK, by, changed ? "mended" : null);
  }

  /** Sends many back as they came; those that would not pass the gate stay as they are. */
  List<Sent> sendBack(List<Letter> many, Map<String, String> filter, String by) {
    Map<Letter, Outgoing> ready = new LinkedHashMap<>();
    List<Sent> sent = new ArrayList<>(many.size());
    for (Letter letter : many) {
      try {
        ready.put(letter, outgoing(letter, null, null));
        sent.add(new Sent(letter.id(), List.of()));
      } catch (InvalidRequestException e) {
        sent.add(new Sent(letter.id(), e.violations()));
      } catch (ResponseStatusException e) {
        sent.add(new Sent(letter.id(), List.of(new Violation("", String.valueOf(e.getReason())))));
      }
    }
    if (!ready.isEmpty()) {
      Map<String, String> details = new LinkedHashMap<>(filter);
      details.put("letters", Integer.toString(ready.size()));
      audit.record("dead-letters.sent-back", "open dead letters", details);
      Acknowledgement.await(
          CompletableFuture.allOf(
              ready.values().stream().map(facts::publish).toArray(CompletableFuture[]::new)));
      ready.keySet().forEach(letter -> mark(letter, SENDABLE, LetterState.SENT_BACK, by, null));
    }
    return sent;
  }

  void discard(Letter letter, String reason, String by) {
    requireState(letter, List.of(LetterState.OPEN));
    audit.record("dead-letter.discarded", letter.id(), detailsOf(letter, false));
    mark(letter, List.of(LetterState.OPEN), LetterState.DISCARDED, by, reason);
  }

  private static Map<String, String> detailsOf(Letter letter, boolean mended) {
    return Map.of("kind", letter.kind(), "mended", Boolean.toString(mended));
  }

  private void mark(
      Letter letter, List<LetterState> from, LetterState became, String by, @Nullable String note) {
    var deed = new Letter.Deed(became, by, clock.instant(), note);
    if (!letters.change(letter.id(), from, deed)) {
      throw conflict("Somebody else settled this dead letter just now.");
    }
  }

  private static void requireState(Letter letter, List<LetterState> allowed) {
    if (!allowed.contains(letter.state())) {
      throw conflict(
          "This dead letter was " + letter.state().label().replace('-', ' ') + " before.");
    }
  }

  private static ResponseStatusException conflict(String detail) {
    return new ResponseStatusException(HttpStatus.CONFLICT, detail);
  }

  /** The record that goes to the gate; throws where the gate would put it aside again. */
  private Outgoing outgoing(Letter letter, byte @Nullable [] mended, @Nullable String key) {
    Letter.Destination destination =
        letter
            .destination()
            .orElseThrow(
                () ->
                    conflict("A record of " + letter.topic() + " can be read and discarded only."));
    byte @Nullable [] value = mended == null ? letter.value() : mended;
    if (value == null || value.length == 0) {
      throw refused("", "must not be empty");
    }
    if (mended == null && letter.lacksValue()) {
      throw refused("", "was too long to be kept: " + letter.cut());
    }
    Instant now = clock.instant();
    try {
      InboundEvent event = event(letter, value, destination.record(), now);
      Fact fact = fact(FactJson.read(event.data(), destination.record()), event, now);
      if (key != null && !key.equals(fact.id())) {
        throw new InvalidRequestException(
            List.of(new Violation("key", "must be the id of the fact")));
      }
      requireNews(letter, fact, event.time());
      return new Outgoing(
          destination.topic(),
          fact.id(),
          fact,
          event.id(),
          event.source(),
          event.type().isEmpty() ? typeOf(fact) : event.type(),
          event.time() == null ? letter.putAsideAt() : event.time(),
          senderOf(letter).toText());
    } catch (UnreadableFactException e) {
      throw refused(e.violation().field(), e.violation().rule());
    }
  }

  /**
   * It belongs to whoever sent it, where a service vouched for that; and it may change what belongs
   * to another, because an administrator sends it back.
   */
  private Sender senderOf(Letter letter) {
    RecordHeaders headers = new RecordHeaders();
    letter.headers().forEach(header -> headers.add(header.name(), header.value()));
    String signer =
        signatures.signer(letter.topic(), letter.key(), letter.value(), headers).orElse(null);
    return new Sender(Sender.of(signer).name(), true);
  }

  /** What was put aside as a contradiction stays one as long as its revision is the same. */
  private static void requireNews(Letter letter, Fact fact, @Nullable Instant eventTime) {
    if (!letter.kind().equals(Letter.CONFLICT) || letter.value() == null) {
      return;
    }
    long unsaid = fact instanceof Ticket && eventTime != null ? eventTime.toEpochMilli() : 1;
    long revision = FactJson.readTree(letter.value()).path("revision").asLong(unsaid);
    if (fact.revision() <= revision) {
      throw refused(
          "revision", "must be higher than " + revision + ", which was said in other words");
    }
  }

  private static InvalidRequestException refused(String field, String rule) {
    return new InvalidRequestException(
        List.of(new Violation(field.isEmpty() ? "value" : "value." + field, rule)));
  }

  /** The fact as the gate will judge it; what it is refused for is named by field. */
  private static Fact fact(Object read, InboundEvent event, Instant now) {
    Fact sent;
    List<Violation> violations;
    if (read instanceof Ticket ticket) {
      Ticket said = ticket.withAttribution(null);
      Ticket complete = event.time() == null ? said : said.withDefaults(event.time());
      sent = complete;
      violations = Rules.checkIncoming(complete, event.time(), now);
    } else {
      Response response = (Response) read;
      sent = response;
      violations =
          Rules.check(
              response.onlyTakesBack() ? withdrawn(response) : response.withDefaults(), now);
      if (violations.isEmpty()) {
        violations = Rules.checkIncomingRevision(response.revision());
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(
          violations.stream()
              .map(violation -> new Violation("value." + violation.field(), violation.rule()))
              .toList());
    }
    return sent;
  }

  /** A withdrawal says nothing of the answer; the gate knows it. */
  private static Response withdrawn(Response said) {
    Instant at = Objects.requireNonNull(said.withdrawnAt());
    return new Response(
        said.responseId(),
        1,
        "unsaid",
        1,
        null,
        null,
        at,
        null,
        null,
        null,
        List.of(),
        Context.NONE,
        at);
  }

  /**
   * What the gate will read. A value that is an event of its own says everything; else what can be
   * used of the letter's headers is, and the rest made up for: nobody can mend headers.
   */
  private static InboundEvent event(Letter letter, byte[] value, Class<?> record, Instant now) {
    List<String> types = EventTypes.of(record);
    if (FactJson.readTree(value).has("specversion")) {
      RecordHeaders structured = new RecordHeaders();
      structured.add("content-type", "application/cloudevents+json".getBytes(UTF_8));
      InboundEvent event = KafkaEvents.read(structured, value);
      if (event.time() != null && !Rules.checkEventTime("time", event.time(), now).isEmpty()) {
        throw new UnreadableFactException(Rules.checkEventTime("time", event.time(), now).get(0));
      }
      if (!types.contains(event.type())) {
        throw new UnreadableFactException(
            new Violation("type", "must be one of " + String.join(", ", types)));
      }
      return event;
    }
    return new InboundEvent(
        attribute(letter, "ce_id").orElse(letter.id()),
        attribute(letter, "ce_source").orElse(SOURCE),
        attribute(letter, "ce_type").filter(types::contains).orElse(""),
        null,
        attribute(letter, "ce_time").flatMap(text -> time(text, now)).orElse(letter.putAsideAt()),
        value);
  }

  /** What the change looks like, where its sender named none that we know. */
  private static String typeOf(Fact fact) {
    if (fact instanceof Ticket ticket) {
      return switch (ticket.status()) {
        case Ticket.CLOSED -> EventTypes.TICKET_CLOSED;
        case Ticket.RESOLVED -> EventTypes.TICKET_RESOLVED;
        default -> EventTypes.TICKET_UPDATED;
      };
    }
    Response response = (Response) fact;
    if (response.withdrawnAt() != null) {
      return EventTypes.RESPONSE_WITHDRAWN;
    }
    return response.revision() > 1 ? EventTypes.RESPONSE_REVISED : EventTypes.RESPONSE_SUBMITTED;
  }

  private static Optional<String> attribute(Letter letter, String name) {
    String found = null;
    for (Letter.Header header : letter.headers()) {
      if (header.name().equals(name)) {
        found = header.value() == null ? null : LetterText.of(header.value()).orElse(null);
      }
    }
    return Optional.ofNullable(found)
        .filter(text -> !text.isBlank() && text.length() <= KafkaEvents.LONGEST_ATTRIBUTE);
  }

  private static Optional<Instant> time(String text, Instant now) {
    try {
      return Optional.of(IsoTimes.parse(text))
          .filter(time -> Rules.checkEventTime("time", time, now).isEmpty());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
