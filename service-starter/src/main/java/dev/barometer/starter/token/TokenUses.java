package dev.barometer.starter.token;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.access.TokenUse;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells on {@code barometer.token-uses} when this service last saw each token: of one token at most
 * once a minute, and never while a call waits.
 */
public final class TokenUses implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TokenUses.class);
  private static final long BETWEEN_LOOKS_SECONDS = 2;
  private static final Duration LEAST_BETWEEN = Duration.ofMinutes(1);

  private final FactPublisher publisher;
  private final String service;
  private final Clock clock;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();
  private final Map<String, Instant> told = new ConcurrentHashMap<>();
  private volatile @Nullable ScheduledExecutorService telling;

  TokenUses(FactPublisher publisher, String service, Clock clock) {
    this.publisher = publisher;
    this.service = service;
    this.clock = clock;
  }

  /** Notes that a known token was used now. */
  public void note(String tokenId) {
    seen.put(tokenId, clock.instant());
  }

  /** With a thread of its own: while the broker is away, it waits. */
  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "token-uses");
              thread.setDaemon(true);
              return thread;
            });
    started.scheduleWithFixedDelay(
        this::tellOrSayWhyNot, BETWEEN_LOOKS_SECONDS, BETWEEN_LOOKS_SECONDS, TimeUnit.SECONDS);
    telling = started;
  }

  private void tellOrSayWhyNot() {
    try {
      tell();
    } catch (RuntimeException e) {
      log.error("The uses of tokens could not be told", e);
    }
  }

  /** Tells what was not told yet; what cannot be told now is told the next time. */
  void tell() {
    Instant due = clock.instant().minus(LEAST_BETWEEN);
    seen.forEach(
        (tokenId, at) -> {
          Instant before = told.get(tokenId);
          if (before == null || (at.isAfter(before) && !before.isAfter(due))) {
            tell(tokenId, at);
          }
        });
  }

  private void tell(String tokenId, Instant at) {
    String key = tokenId + "|" + service;
    Outgoing use =
        new Outgoing(
            Topics.TOKEN_USES,
            key,
            new TokenUse(tokenId, service, at),
            key + "|" + at,
            "/barometer/" + service,
            EventTypes.TOKEN_USED,
            at);
    publisher
        .publish(use)
        .whenComplete(
            (sent, failure) -> {
              if (failure == null) {
                told.put(tokenId, at);
              } else {
                log.debug("The use of a token is told later: {}", failure.toString());
              }
            });
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = telling;
    if (running != null) {
      running.shutdownNow();
    }
    telling = null;
  }

  @Override
  public boolean isRunning() {
    return telling != null;
  }
}
