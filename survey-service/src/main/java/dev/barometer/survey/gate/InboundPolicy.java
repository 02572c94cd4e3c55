package dev.barometer.survey.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.rule.Violation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record must be before its gate is asked, whatever it tells of. Null is no refusal. */
final class InboundPolicy {
  /** Leaves room for what we add, so that no fact is too long to go out. */
  private static final int LONGEST = 900_000;

  private final List<String> types;

  /**
   * @param types the events that may come in
   */
  InboundPolicy(List<String> types) {
    this.types = types;
  }

  Verdict.@Nullable Refused refusesLength(byte[] value) {
    return value.length > LONGEST
        ? broken(new Violation("", "must have at most " + LONGEST + " bytes"))
        : null;
  }

  Verdict.@Nullable Refused refusesType(String type) {
    return types.contains(type)
        ? null
        : broken(new Violation("type", "must be one of " + String.join(", ", types)));
  }

  /**
   * @param key of the record: has to be the id, so that all of one entity is on one partition
   */
  Verdict.@Nullable Refused refuses(Fact said, Gate.EventContext context, byte @Nullable [] key) {
    List<Violation> tooHigh = Inbound.checkRevision(said.revision());
    if (!tooHigh.isEmpty()) {
      return Verdict.Refused.broken(tooHigh);
    }
    List<Violation> untimely =
        context.time() == null
            ? List.of()
            : Rules.checkEventTime("time", context.time(), context.now());
    if (!untimely.isEmpty()) {
      return Verdict.Refused.broken(untimely);
    }
    String id = said.id();
    return id == null || Arrays.equals(id.getBytes(UTF_8), key)
        ? null
        : new Verdict.Refused(DeadLetterKind.WRONG_KEY, "the key must be the id, " + id);
  }

  private static Verdict.Refused broken(Violation violation) {
    return Verdict.Refused.broken(List.of(violation));
  }
}
