package dev.barometer.starter.web;

import dev.barometer.contract.Violation;
import java.util.List;

/** What was sent breaks rules; answered as a 422 problem that names each field. */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  public InvalidRequestException(List<Violation> violations) {
    super(violations.toString());
    this.violations = List.copyOf(violations);
  }

  public List<Violation> violations() {
    return violations;
  }
}
