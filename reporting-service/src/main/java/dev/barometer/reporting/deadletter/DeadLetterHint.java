package dev.barometer.reporting.deadletter;

import dev.barometer.contract.DeadLetterKind;
import java.util.Locale;

/** What an administrator has to know before sending a dead letter back. */
enum DeadLetterHint {
  ONLY_READ(
      "It can be read and discarded only: its writer says it again with the next change, or the"
          + " reader's store is built anew from the topic."),
  CUT("It was too long to be kept whole. Its sender has to send it again."),
  HIGHER_REVISION(
      "The same revision was accepted before in other words. Send it back with a higher revision"
          + " if this is what is true."),
  WRONG_KEY("Sent back, it gets its id as its key."),
  FOREIGN("Another sender sent it first. Sent back by an administrator, it takes effect."),
  ANSWER_FIRST("Send it back when the answer that it takes back has come."),
  BEHIND_THE_GATE(
      "It goes to the inbound topic. If the gate has seen its revision before, it passes only with"
          + " a higher one."),
  MEND("Mend what the reason names, or send it back unchanged if the reason no longer holds.");

  private final String english;

  DeadLetterHint(String english) {
    this.english = english;
  }

  String english() {
    return english;
  }

  /** The last part of the name of its text. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static DeadLetterHint of(DeadLetter deadLetter) {
    if (deadLetter.destination().isEmpty()) {
      return ONLY_READ;
    }
    if (deadLetter.lacksValue()) {
      return CUT;
    }
    DeadLetterHint byDefault = deadLetter.stoodBehindTheGate() ? BEHIND_THE_GATE : MEND;
    return DeadLetterKind.of(deadLetter.kind())
        .map(
            kind ->
                switch (kind) {
                  case CONFLICT -> HIGHER_REVISION;
                  case WRONG_KEY -> WRONG_KEY;
                  case FOREIGN -> FOREIGN;
                  case UNKNOWN -> ANSWER_FIRST;
                  default -> byDefault;
                })
        .orElse(byDefault);
  }
}
