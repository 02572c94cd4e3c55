package dev.barometer.survey.lifecycle;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.gate.Digest;
import dev.barometer.survey.gate.Gate;
import dev.barometer.survey.gate.StateInput;
import dev.barometer.survey.gate.StateOutput;
import dev.barometer.survey.gate.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Only a higher revision of a subject is news; the same revision in other words is a contradiction.
 */
final class LifecycleGate implements Gate<LifecycleSubject> {
  private static final int VERSION = 1;

  private final Function<LifecycleSubject, byte[]> json;

  /**
   * @param json the form whose digest tells two states apart
   */
  LifecycleGate(Function<LifecycleSubject, byte[]> json) {
    this.json = json;
  }

  @Override
  public Verdict decide(LifecycleSubject said, EventContext eventContext, byte @Nullable [] state) {
    List<Violation> violations = Rules.check(said, eventContext.now());
    if (!violations.isEmpty()) {
      return Verdict.Refused.broken(violations);
    }
    byte[] digest = Digest.of(json.apply(said));
    if (state != null) {
      StateInput before = new StateInput(VERSION, state);
      long revision = before.number();
      if (said.revision() < revision) {
        return new Verdict.Repeated();
      }
      if (said.revision() == revision) {
        return Arrays.equals(digest, before.block())
            ? new Verdict.Repeated()
            : new Verdict.Refused(
                DeadLetterKind.CONFLICT,
                "revision " + revision + " was said before in other words");
      }
    }
    return new Verdict.Accepted(
        said,
        eventContext.type(),
        new StateOutput(VERSION).number(said.revision()).block(digest).toBytes());
  }
}
