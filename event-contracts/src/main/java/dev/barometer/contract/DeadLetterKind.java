package dev.barometer.contract;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a record became a dead letter: a closed set, which its header {@code barometer_kind} and the
 * tag of a meter name.
 */
public enum DeadLetterKind {
  UNREADABLE("unreadable"),
  BROKEN_CONTRACT("broken-contract"),
  /** The record's key is not the id: its partition may not be the one that guards that id. */
  WRONG_KEY("wrong-key"),
  /** The same revision was said before in other words. */
  CONFLICT("conflict"),
  /** It would change what another sender sent first. */
  FOREIGN("foreign"),
  /** It takes back what was never here. */
  UNKNOWN("unknown"),
  /** Older than what is kept, and of an entity that nobody remembers. */
  TOO_OLD("too-old");

  private final String label;

  DeadLetterKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** The kind a label names; empty where none of ours. */
  public static Optional<DeadLetterKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }
}
