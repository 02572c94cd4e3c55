package dev.barometer.survey.gate;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.rule.Violation;
import java.util.List;

/** What a gate says of one inbound record. */
public sealed interface Verdict {

  /**
   * It is a fact and it is news.
   *
   * @param type the CloudEvents type it travels with
   * @param state what the gate remembers of its id from now on
   * @param overtakes whether another state of the same revision stood until now
   */
  record Accepted(Fact fact, String type, byte[] state, boolean overtakes) implements Verdict {
    public Accepted(Fact fact, String type, byte[] state) {
      this(fact, type, state, false);
    }
  }

  /** Nothing new: this revision, or a higher one, was here before. */
  record Repeated() implements Verdict {}

  /** Another state of the same revision stands, and is later in the life of the same thing. */
  record Overtaken() implements Verdict {}

  /** It cannot be a fact; the reason is for people. */
  record Refused(DeadLetterKind kind, String reason) implements Verdict {
    public static Refused broken(List<Violation> violations) {
      return new Refused(
          DeadLetterKind.BROKEN_CONTRACT,
          String.join("; ", violations.stream().map(Violation::toString).toList()));
    }
  }
}
