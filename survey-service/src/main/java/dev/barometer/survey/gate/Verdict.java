package dev.barometer.survey.gate;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.rule.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Somebody is erased, and with him this fact, or what it said of him.
   *
   * @param fact what is left of it; null where nothing is
   * @param type the CloudEvents type it travels with
   * @param state what the gate remembers of its id from now on; null where that is nothing
   */
  record Erased(@Nullable Fact fact, String type, byte @Nullable [] state) implements Verdict {}

  /** It is of somebody who was erased: nothing of him is taken any more. */
  record OfErased() implements Verdict {}

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
