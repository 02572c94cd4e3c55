package dev.barometer.starter.audit;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.access.AuditEntry;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.waiting.Acknowledgement;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes administrative acts to {@code barometer.audit}, each before it is done: what cannot be
 * written down is not done. The caller and the address are those of the call that is being handled.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  private static final String NOBODY = "nobody";
  private static final String ROLE_PREFIX = "ROLE_";

  /** Texts may come from whoever calls. */
  private static final int LONGEST_TEXT = 500;

  private static final int MOST_NOTES = 1_000;

  private final FactPublisher publisher;
  private final String service;
  private final Clock clock;

  /** One thread, which may have to wait for the broker, and a bounded number who wait for it. */
  private final ThreadPoolExecutor notes =
      new ThreadPoolExecutor(
          1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_NOTES), AuditLog::thread);

  public AuditLog(FactPublisher publisher, String service, Clock clock) {
    this.publisher = publisher;
    this.service = service;
    this.clock = clock;
    notes.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "audit");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Returns when the broker has acknowledged the entry; throws what the broker's absence throws.
   *
   * @param act a noun and what happens to it, for example {@code token.issued}
   * @param subject what it is done to
   * @param details what else is worth knowing, never a secret
   */
  public void record(String act, String subject, Map<String, String> details) {
    Acknowledgement.await(write(entry(act, subject, details)));
  }

  /**
   * The same of what nobody called for.
   *
   * @param rule by which the service does it, in place of a caller
   */
  public void recordByRule(String rule, String act, String subject, Map<String, String> details) {
    Acknowledgement.await(write(entry(rule, null, act, subject, details)));
  }

  /**
   * Writes down what has happened already and cannot be refused any more, without waiting; what the
   * broker does not take is said in the log.
   */
  public void note(String act, String subject, Map<String, String> details) {
    AuditEntry entry = entry(act, subject, details);
    try {
      notes.execute(() -> write(entry).whenComplete((sent, failure) -> complain(entry, failure)));
    } catch (RejectedExecutionException e) {
      complain(entry, e);
    }
  }

  private static void complain(AuditEntry entry, @Nullable Throwable failure) {
    if (failure != null) {
      log.warn("Not in the audit log: {}: {}", entry.act(), failure.toString());
    }
  }

  private CompletableFuture<Void> write(AuditEntry entry) {
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

  private AuditEntry entry(String act, String subject, Map<String, String> details) {
    Authentication caller = caller();
    return entry(
        caller == null ? NOBODY : caller.getName(),
        caller == null ? null : roleOf(caller),
        act,
        subject,
        details);
  }

  private AuditEntry entry(
      String who, @Nullable String role, String act, String subject, Map<String, String> details) {
    return new AuditEntry(
        UUID.randomUUID().toString(),
        clock.instant(),
        who,
        role,
        act,
        cut(subject),
        cut(details),
        service,
        address());
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

  @Override
  public void close() {
    notes.shutdown();
  }
}
