package dev.barometer.contract.access;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One administrative act: who did what to what, from where. Topic {@code barometer.audit}, key the
 * entry's id, written by each service about itself. An entry is never changed.
 *
 * @param caller the name of whoever acted, {@code nobody} where nobody is known
 * @param role what the caller was known as; absent where nobody is known
 * @param act a noun and what happened to it, for example {@code token.issued}
 * @param subject what it was done to
 * @param details what else is worth knowing, never a secret
 * @param address where the call came from; absent where no call did it
 */
public record AuditEntry(
    String id,
    Instant at,
    String caller,
    @Nullable String role,
    String act,
    String subject,
    Map<String, String> details,
    String service,
    @Nullable String address) {

  public AuditEntry {
    requireNonNull(id, "id");
    requireNonNull(at, "at");
    requireNonNull(caller, "caller");
    requireNonNull(act, "act");
    requireNonNull(subject, "subject");
    requireNonNull(service, "service");
    Map<String, String> copy = new LinkedHashMap<>();
    details.forEach((name, value) -> copy.put(name, requireNonNull(value, name)));
    details = Collections.unmodifiableMap(copy);
  }
}
