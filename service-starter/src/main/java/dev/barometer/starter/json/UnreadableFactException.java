package dev.barometer.starter.json;

import dev.barometer.contract.rule.Violation;

/** Bytes that are not the fact they should be; the message names the field and the reason. */
public final class UnreadableFactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  public UnreadableFactException(Violation violation) {
    super(violation.toString().strip());
    this.violation = violation;
  }

  /** For what no single field is to blame for. */
  public UnreadableFactException(String message) {
    super(message);
    this.violation = new Violation("", message);
  }

  /** What is wrong and where, in one sentence. */
  public String reason() {
    return violation.toString().strip();
  }

  public Violation violation() {
    return violation;
  }
}
