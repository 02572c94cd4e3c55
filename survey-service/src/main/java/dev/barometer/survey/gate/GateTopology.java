package dev.barometer.survey.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.access.AuditEntry;
import dev.barometer.contract.fact.Fact;
import dev.barometer.starter.deadletter.DeadLetterRecord;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.event.Provenance;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.stream.Commits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * One inbound topic, decided record by record: facts go on, what cannot be one becomes a dead
 * letter, what is no news ends here. What somebody sent first only he may change, and
 * administrators: that is written down. State, facts, dead letters, acts and the position are
 * committed together. Nothing is re-keyed: the record's key has to be the id, so the partition that
 * guards an id is the one its records come in on.
 */
public final class GateTopology<F extends Fact> {
  /** In whose name an erasure is asked for. */
  public static final Sender ERASURE = new Sender("survey-service erasure", true);

  private final Class<F> type;
  private final InboundPolicy policy;
  private final Gate<F> gate;
  private final String storeName;
  private final String topic;
  private final String service;
  private final Signatures signatures;
  private final GateMetrics metrics;
  private final Clock clock;

  /**
   * @param storeName the store that keeps what was accepted, by id
   * @param service named in the dead letters
   * @param signatures tell who sent what came over an edge of ours
   */
  public GateTopology(
      String topic,
      Class<F> type,
      Gate<F> gate,
      String storeName,
      String service,
      Signatures signatures,
      MeterRegistry meters,
      Clock clock) {
    this.topic = topic;
    this.type = type;
    this.policy = new InboundPolicy(EventTypes.of(type));
    this.gate = gate;
    this.storeName = storeName;
    this.service = service;
    this.signatures = signatures;
    this.metrics = new GateMetrics(meters, topic);
    this.clock = clock;
  }

  /** The facts, then the dead letters, then the acts that are to be written down. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public KStream<byte[], byte[]>[] guard(KStream<byte[], byte[]> inbound) {
    KStream<byte[], Routed> routed = inbound.process(new Guards(), Named.as("guard-" + storeName));
    return new KStream[] {
      branch(routed, Way.FACT, "facts"),
      branch(routed, Way.DEAD_LETTER, "dead-letters"),
      branch(routed, Way.ACT, "acts")
    };
  }

  private static KStream<byte[], byte[]> branch(
      KStream<byte[], Routed> routed, Way way, String name) {
    return routed
        .filter((key, one) -> one.way() == way, Named.as("pick-" + name))
        .mapValues(Routed::value, Named.as("write-" + name));
  }

  private enum Way {
    FACT,
    DEAD_LETTER,
    ACT
  }

  private record Routed(Way way, byte @Nullable [] value) {}

  private final class Guards implements ProcessorSupplier<byte[], byte[], byte[], Routed> {
    @Override
    public Processor<byte[], byte[], byte[], Routed> get() {
      return new Guard();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(storeName), Serdes.String(), Serdes.ByteArray())
              .withCachingEnabled());
    }
  }

  @SuppressWarnings("NullAway.Init") // init is called before anything else
  private final class Guard implements Processor<byte[], byte[], byte[], Routed> {
    private ProcessorContext<byte[], Routed> context;
    private KeyValueStore<String, byte[]> states;

    @Override
    public void init(ProcessorContext<byte[], Routed> context) {
      this.context = context;
      this.states = context.getStateStore(storeName);
      Commits.join(context);
    }

    @Override
    public void close() {
      Commits.leave(context);
    }

    @Override
    public void process(Record<byte[], byte[]> inbound) {
      Verdict verdict;
      try {
        verdict = readAndDecide(inbound);
      } catch (UnreadableFactException e) {
        verdict = new Verdict.Refused(DeadLetterKind.UNREADABLE, String.valueOf(e.getMessage()));
      }
      if (verdict instanceof Verdict.Refused refused) {
        context.forward(deadLetter(inbound, refused, context.recordMetadata().orElseThrow()));
      }
      metrics.count(verdict);
    }

    private Verdict readAndDecide(Record<byte[], byte @Nullable []> inbound) {
      byte[] value = inbound.value();
      if (value == null) {
        return new Verdict.Refused(DeadLetterKind.UNREADABLE, "must not be empty");
      }
      Verdict.Refused refused = policy.refusesLength(value);
      if (refused != null) {
        return refused;
      }
      InboundEvent event = KafkaEvents.read(inbound.headers(), value);
      if (event.type().equals(gate.erasingType()) && senderOf(inbound).equals(ERASURE)) {
        return erase(inbound, event);
      }
      refused = policy.refusesType(event.type());
      if (refused != null) {
        return refused;
      }
      F said = FactJson.read(event.data(), type);
      var eventContext = new Gate.EventContext(event.type(), event.time(), clock.instant());
      refused = policy.refuses(said, eventContext, inbound.key());
      if (refused != null) {
        return refused;
      }
      String id = said.id();
      byte[] bytes = id == null ? null : states.get(id);
      GateState kept = bytes == null ? null : GateState.read(bytes);
      Verdict verdict = gate.decide(said, eventContext, kept == null ? null : kept.rules());
      if (verdict instanceof Verdict.Accepted accepted) {
        return pass(inbound, event, accepted, eventContext, kept);
      }
      return verdict;
    }

    /** Only survey-service itself asks for it, and of an id that is known. */
    private Verdict erase(Record<byte[], byte @Nullable []> inbound, InboundEvent event) {
      F asked = FactJson.read(event.data(), type);
      var eventContext = new Gate.EventContext(event.type(), event.time(), clock.instant());
      Verdict.Refused refused = policy.refuses(asked, eventContext, inbound.key());
      if (refused != null) {
        return refused;
      }
      byte[] bytes = states.get(asked.id());
      if (bytes == null) {
        return new Verdict.Repeated();
      }
      GateState kept = GateState.read(bytes);
      Verdict verdict = gate.erase(asked, kept.rules());
      if (verdict instanceof Verdict.Erased erased) {
        byte[] left = erased.state();
        states.put(asked.id(), left == null ? null : new GateState(kept.owner(), left).toBytes());
        context.forward(
            fact(inbound, event, asked.id(), erased.fact(), erased.type(), eventContext));
      }
      return verdict;
    }

    private Sender senderOf(Record<byte[], byte @Nullable []> inbound) {
      return Sender.of(
          signatures.signer(topic, inbound.key(), inbound.value(), inbound.headers()).orElse(null));
    }

    /** Lets go on what is its sender's own, or everybody's, or changed by an administrator. */
    private Verdict pass(
        Record<byte[], byte @Nullable []> inbound,
        InboundEvent event,
        Verdict.Accepted accepted,
        Gate.EventContext eventContext,
        @Nullable GateState kept) {
      Sender sender = senderOf(inbound);
      byte[] mark = sender.mark();
      boolean foreign = kept != null && !kept.isOf(mark);
      if (foreign && !sender.mayChangeAll()) {
        return new Verdict.Refused(DeadLetterKind.FOREIGN, "another sender sent it first");
      }
      byte[] owner = kept == null ? mark : kept.owner();
      states.put(accepted.fact().id(), new GateState(owner, accepted.state()).toBytes());
      Fact fact = accepted.fact();
      context.forward(fact(inbound, event, fact.id(), fact, accepted.type(), eventContext));
      if (foreign) {
        context.forward(
            act(inbound, accepted, sender, eventContext, context.recordMetadata().orElseThrow()));
      }
      return accepted;
    }
  }

  private static Record<byte[], Routed> fact(
      Record<byte[], ?> inbound,
      InboundEvent event,
      String id,
      @Nullable Fact fact,
      String type,
      Gate.EventContext eventContext) {
    Headers headers = new RecordHeaders();
    KafkaEvents.write(
        headers,
        id + "-" + (fact == null ? "erased" : fact.revision()),
        event.source(),
        type,
        eventContext.at());
    Provenance.passOn(inbound.headers(), headers, eventContext.now());
    byte[] value = fact == null ? null : FactJson.write(fact);
    return inbound.withValue(new Routed(Way.FACT, value)).withHeaders(headers);
  }

  /** That what another sent was changed: written down with the change itself, or not at all. */
  private Record<byte[], Routed> act(
      Record<byte[], ?> inbound,
      Verdict.Accepted accepted,
      Sender sender,
      Gate.EventContext eventContext,
      RecordMetadata at) {
    String id = at.topic() + "-" + at.partition() + "@" + at.offset();
    AuditEntry entry = Overwriting.entry(id, eventContext.now(), sender.name(), accepted, service);
    Headers headers = new RecordHeaders();
    KafkaEvents.write(
        headers, id, "/barometer/" + service, EventTypes.AUDIT_RECORDED, eventContext.now());
    Provenance.passOn(inbound.headers(), headers, eventContext.now());
    return new Record<>(
        id.getBytes(UTF_8),
        new Routed(Way.ACT, FactJson.write(entry)),
        inbound.timestamp(),
        headers);
  }

  private Record<byte[], Routed> deadLetter(
      Record<byte[], byte[]> inbound, Verdict.Refused refused, RecordMetadata at) {
    DeadLetterRecord deadLetter =
        DeadLetterRecord.of(
            inbound.key(),
            inbound.value(),
            inbound.headers(),
            refused.kind(),
            refused.reason(),
            new DeadLetterRecord.Origin(service, at.topic(), at.partition(), at.offset()),
            clock.instant());
    return new Record<>(
        deadLetter.key(),
        new Routed(Way.DEAD_LETTER, deadLetter.value()),
        inbound.timestamp(),
        deadLetter.headers());
  }
}
