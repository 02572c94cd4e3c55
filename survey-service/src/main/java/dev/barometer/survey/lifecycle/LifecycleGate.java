package dev.barometer.survey.lifecycle;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.gate.Digest;
import dev.barometer.survey.gate.Gate;
import dev.barometer.survey.gate.StateInput;
import dev.barometer.survey.gate.StateOutput;
import dev.barometer.survey.gate.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Only a higher revision of a subject is news; the same revision in other words is a contradiction.
 */
final class LifecycleGate implements Gate<LifecycleSubject> {
  private static final int VERSION = 1;

  private final Function<LifecycleSubject, byte[]> json;
  private final Predicate<String> erased;

  /**
   * @param json the form whose digest tells two states apart
   * @param erased whether a person was erased
   */
  LifecycleGate(Function<LifecycleSubject, byte[]> json, Predicate<String> erased) {
    this.json = json;
    this.erased = erased;
  }

  @Override
  public String erasingType() {
    return EventTypes.LIFECYCLE_ERASED;
  }

  /** Nothing is left of it; what is told of it later goes on without the person. */
  @Override
  public Verdict erase(LifecycleSubject asked, byte[] state) {
    // A newer state names the person no more, or whoever reads it asks anew.
    return asked.revision() == new StateInput(VERSION, state).number()
        ? new Verdict.Erased(null, EventTypes.LIFECYCLE_ERASED, null)
        : new Verdict.Repeated();
  }

  @Override
  public Verdict decide(LifecycleSubject told, EventContext eventContext, byte @Nullable [] state) {
    Requester person = told.person();
    LifecycleSubject said =
        person != null && erased.test(person.id()) ? told.withoutPerson() : told;
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
