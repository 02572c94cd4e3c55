package dev.barometer.reporting.deadletter;

import java.util.Optional;

/** What became of a dead letter so far. */
enum DeadLetterState {
  OPEN("open"),
  SENT_BACK("sent-back"),
  DISCARDED("discarded");

  private final String label;

  DeadLetterState(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  static Optional<DeadLetterState> of(String label) {
    for (DeadLetterState state : values()) {
      if (state.label.equals(label)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
