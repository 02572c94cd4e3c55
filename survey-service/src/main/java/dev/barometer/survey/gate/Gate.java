package dev.barometer.survey.gate;

import dev.barometer.contract.fact.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one gate. They depend on nothing but their arguments: the same record after the same
 * past gets the same verdict.
 */
public interface Gate<F extends Fact> {

  /**
   * @param said as it was sent: defaults not filled in, rules not asked
   * @param state what the last accepted verdict left for this id; null where there was none
   */
  Verdict decide(F said, EventContext eventContext, byte @Nullable [] state);

  /** The type of the events by which survey-service asks for an erasure. */
  String erasingType();

  /**
   * Erases somebody from what is kept of an id.
   *
   * @param asked what is to be left of it
   */
  Verdict erase(F asked, byte[] state);

  /**
   * What the event around a fact says.
   *
   * @param type the CloudEvents type as it was sent
   * @param time when it happened; null where the sender did not say
   * @param now when the gate decides
   */
  record EventContext(String type, @Nullable Instant time, Instant now) {
    /** When it happened, as far as anybody knows. */
    public Instant at() {
      return time == null ? now : time;
    }
  }
}
