package dev.barometer.starter.audit;

import dev.barometer.contract.AuditEntry;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes administrative acts to {@code barometer.audit}, each before it is done: what cannot be
 * written down is not done. The caller and the address are those of the call that is being handled.
 */
public final class AuditLog {
  private static final String NOBODY = "nobody";
  private static final String ROLE_PREFIX = "ROLE_";

  /** Texts may come from whoever calls. */
  private static final int LONGEST_TEXT = 500;

  private final FactPublisher publisher;
  private final String service;
  private final Clock clock;

  public AuditLog(FactPublisher publisher, String service, Clock clock) {
    this.publisher = publisher;
    this.service = service;
    this.clock = clock;
  }

  /**
   * Returns when the broker has acknowledged the entry; throws what the broker's absence throws.
   *
   * @param act a noun and what happens to it, for example {@code token.issued}
   * @param subject what it is done to
   * @param details what else is worth knowing, never a secret
   */
  public void record(String act, String subject, Map<String, String> details) {
    try {
      write(act, subject, details).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * For what has happened already and cannot be refused any more; the future completes when the
   * broker has acknowledged the entry.
   */
  public CompletableFuture<Void> write(String act, String subject, Map<String, String> details) {
    Authentication caller = caller();
    AuditEntry entry =
        new AuditEntry(
            UUID.randomUUID().toString(),
            clock.instant(),
            caller == null ? NOBODY : caller.getName(),
            caller == null ? null : roleOf(caller),
            act,
            cut(subject),
            cut(details),
            service,
            address());
    return publisher.publish(
        new Outgoing(
            Topics.AUDIT,
            entry.id(),
            entry,
            entry.id(),
            "/barometer/" + service,
            EventTypes.AUDIT_RECORDED,
            entry.at()));
  }

  private static @Nullable Authentication caller() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller instanceof AnonymousAuthenticationToken ? null : caller;
  }

  private static @Nullable String roleOf(Authentication caller) {
    return caller.getAuthorities().stream()
        .map(authority -> String.valueOf(authority.getAuthority()))
        .filter(authority -> authority.startsWith(ROLE_PREFIX))
        .map(authority -> authority.substring(ROLE_PREFIX.length()).toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String address() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call
        ? call.getRequest().getRemoteAddr()
        : null;
  }

  private static Map<String, String> cut(Map<String, String> details) {
    Map<String, String> cut = new LinkedHashMap<>();
    details.forEach((name, value) -> cut.put(name, cut(value)));
    return cut;
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }
}
