package dev.barometer.reporting.parameter;

import dev.barometer.contract.Violation;

/** A parameter that was asked with and cannot be answered; names it and the rule it broke. */
public final class RefusedParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  public RefusedParameterException(String parameter, String rule) {
    super(parameter + " " + rule);
    this.violation = new Violation(parameter, rule);
  }

  public Violation violation() {
    return violation;
  }
}
