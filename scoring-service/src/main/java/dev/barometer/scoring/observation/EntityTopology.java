package dev.barometer.scoring.observation;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.scoring.observation.DifferencesTopology.Output;
import dev.barometer.starter.fact.Decoded;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Stage 1, keyed by the fact's id: what each entity says now and said before, as differences summed
 * up by scope. The same revision again, or a lower one, changes nothing.
 */
public final class EntityTopology {
  /** So long after its last answer came, a group that is large enough is published. */
  public static final Duration GROUPS_PUBLISHED_AFTER = HoldingTopology.SETTLED;

  private final ScoringRules rules;
  private final EntityMetrics metrics;
  private final String group;

  public EntityTopology(ScoringRules rules, EntityMetrics metrics, String group) {
    this.rules = rules;
    this.metrics = metrics;
    this.group = group;
  }

  /** Where the facts are that are scored. */
  public static List<String> topics() {
    return Arrays.stream(FactKind.values()).map(FactKind::topic).toList();
  }

  /**
   * Facts in, differences by scope out; what is not scored goes to its topic's dead letters. Where
   * people are published in groups only, a second stream has those.
   */
  public List<KStream<String, Difference>> differences(KStream<byte[], byte[]> facts) {
    KStream<byte[], Decoded<Fact>> records =
        facts.process(FactTopology.Opening::new, Named.as("read-facts"));
    KStream<byte[], Output> outputs =
        records
            .filter((key, decoded) -> decoded instanceof Decoded.Good<?>, Named.as("good-facts"))
            .process(new DifferencesTopology(rules, metrics), Named.as("find-differences"));
    records
        .filter((key, decoded) -> decoded instanceof Decoded.Refused<?>, Named.as("bad-facts"))
        .merge(
            outputs
                .filter((key, output) -> output instanceof Output.TooOld, Named.as("old-facts"))
                .mapValues(
                    output -> ((Output.TooOld) output).refused(), Named.as("unwrap-old-facts")),
            Named.as("dead-letters"))
        .process(() -> new FactTopology.Refusal(metrics, group), Named.as("make-dead-letters"))
        .to(
            (key, bytes, context) -> Topics.deadLettersOf(context.topic(), group),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("write-dead-letters"));
    KStream<String, Difference> sums =
        outputs
            .filter((key, output) -> output instanceof Output.Sum, Named.as("sums"))
            .map((key, output) -> ((Output.Sum) output).byScope(), Named.as("sums-by-scope"));
    return rules.isHolding() ? List.of(sums, groups(outputs)) : List.of(sums);
  }

  /** Re-keyed from entity to measure: who else said something is known in one place only. */
  private KStream<String, Difference> groups(KStream<byte[], Output> outputs) {
    return outputs
        .filter((key, output) -> output instanceof Output.Held, Named.as("held"))
        .map((key, output) -> ((Output.Held) output).byMeasure(), Named.as("held-by-measure"))
        .repartition(
            Repartitioned.<String, byte[]>as("by-measure")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.ByteArray()))
        .process(new HoldingTopology(rules), Named.as("form-groups"));
  }
}
