package dev.barometer.starter.web;

import dev.barometer.contract.rule.Violation;
import java.util.List;

/** What was sent breaks rules; answered as a 422 problem that names each field. */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String detail;
  private final transient List<Violation> violations;

  public InvalidRequestException(List<Violation> violations) {
    super(violations.toString());
    this.detail = "What was sent breaks rules";
    this.violations = List.copyOf(violations);
  }

  /** A parameter that was asked with and cannot be answered. */
  public InvalidRequestException(String parameter, String rule) {
    super(parameter + " " + rule);
    this.detail = "The parameter " + getMessage();
    this.violations = List.of(new Violation(parameter, rule));
  }

  /** What is wrong, in a sentence. */
  String detail() {
    return detail;
  }

  public List<Violation> violations() {
    return violations;
  }
}
