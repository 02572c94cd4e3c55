package dev.barometer.reporting.deadletter;

import java.util.Optional;

/** What became of a letter so far. */
enum LetterState {
  OPEN("open"),
  SENT_BACK("sent-back"),
  DISCARDED("discarded");

  private final String label;

  LetterState(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  static Optional<LetterState> of(String label) {
    for (LetterState state : values()) {
      if (state.label.equals(label)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
