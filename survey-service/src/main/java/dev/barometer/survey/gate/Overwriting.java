package dev.barometer.survey.gate;

import dev.barometer.contract.access.AuditEntry;
import dev.barometer.contract.fact.Fact;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** That an administrator changed what another had sent first: an act that is written down. */
final class Overwriting {
  private Overwriting() {}

  /**
   * @param id the same each time the same record is read
   * @param by the name of who did it, where he has one
   */
  static AuditEntry entry(
      String id, Instant at, @Nullable String by, Verdict.Accepted accepted, String service) {
    Fact fact = accepted.fact();
    return new AuditEntry(
        id,
        at,
        by == null ? "nobody" : by,
        "admin",
        fact.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ".overwritten",
        fact.id(),
        Map.of("change", accepted.type(), "revision", Long.toString(fact.revision())),
        service,
        null);
  }
}
