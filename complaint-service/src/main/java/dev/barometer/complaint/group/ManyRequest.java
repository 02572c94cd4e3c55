package dev.barometer.complaint.group;

import dev.barometer.contract.rule.Violations;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said to many.
 *
 * @param complaints ids of cases
 * @param formal of an answer: whether it is a formal one
 */
record ManyRequest(
    @Nullable List<String> complaints, @Nullable String message, @Nullable Boolean formal) {
  static final int MOST = 200;
  private static final int LONGEST = 10_000;

  void check() {
    Violations violations = new Violations(Instant.EPOCH);
    if (violations.present("message", message == null || message.isBlank() ? null : message)) {
      violations.text("message", message, LONGEST);
    }
    List<String> ids = ids();
    if (ids.isEmpty() || ids.size() > MOST || ids.stream().anyMatch(String::isBlank)) {
      violations.broken("complaints", "must be the ids of 1 to " + MOST + " cases");
    }
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
  }

  /** Each once. */
  List<String> ids() {
    return complaints == null ? List.of() : complaints.stream().distinct().toList();
  }

  boolean isFormal() {
    return Boolean.TRUE.equals(formal);
  }
}
