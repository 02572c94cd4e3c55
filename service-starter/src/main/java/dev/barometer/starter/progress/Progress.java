package dev.barometer.starter.progress;

import dev.barometer.starter.LoggedFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Says how old the data is, from what a thread of its own saw last: asking costs nothing and waits
 * for nobody. While the broker cannot be asked the moment stands still, which is what is true then.
 */
public final class Progress implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  /** While something is on its way; while nothing is; while nobody asks either. */
  private static final Duration BUSY = Duration.ofMillis(250);

  private static final Duration AT_REST = Duration.ofSeconds(1);
  private static final Duration UNASKED = Duration.ofSeconds(5);
  private static final Duration ASKED_LATELY = Duration.ofMinutes(1);

  private final Chain chain;
  private final AutoCloseable clients;
  private final Clock clock;
  private volatile long askedAt;
  private volatile @Nullable Thread thread;
  private boolean isAway;

  Progress(Chain chain, AutoCloseable clients, Clock clock) {
    this.chain = chain;
    this.clients = clients;
    this.clock = clock;
    this.askedAt = System.nanoTime() - ASKED_LATELY.toNanos();
  }

  /**
   * How old the data is. Whoever reads data asks before he reads: what he finds is as new, or
   * newer.
   */
  public Standing of(Data data) {
    boolean wasUnasked = !isAsked();
    askedAt = System.nanoTime();
    Thread watching = thread;
    if (wasUnasked && watching != null) {
      LockSupport.unpark(watching);
    }
    return chain.standing(data, clock.instant());
  }

  /** Whether anybody here looks how old it is. */
  public boolean watches(Data data) {
    return chain.data().contains(data);
  }

  /** How old the oldest of what a page shows is. */
  public Standing of(Data data, Data... more) {
    Standing oldest = of(data);
    for (Data each : more) {
      oldest = oldest.and(of(each));
    }
    return oldest;
  }

  /** As {@link #of(Data)}, but not a reason to look more often. */
  Standing seen(Data data) {
    return chain.standing(data, clock.instant());
  }

  List<Chain.Lag> lags() {
    return chain.lagsSeen();
  }

  private boolean isAsked() {
    return System.nanoTime() - askedAt < ASKED_LATELY.toNanos();
  }

  private void watch() {
    while (thread == Thread.currentThread()) {
      long began = System.nanoTime();
      look();
      while (thread == Thread.currentThread() && System.nanoTime() - began < pause().toNanos()) {
        LockSupport.parkNanos(pause().toNanos() - (System.nanoTime() - began));
      }
    }
    close();
  }

  private Duration pause() {
    if (!isAsked()) {
      return UNASKED;
    }
    return chain.isCaughtUp() || isAway ? AT_REST : BUSY;
  }

  private void look() {
    try {
      Instant now = clock.instant();
      chain.look(now);
      if (isAway) {
        log.info("How far the data is can be seen again");
      }
      isAway = false;
    } catch (RuntimeException e) {
      if (thread == Thread.currentThread() && !isAway) {
        log.warn("How far the data is cannot be seen; its age grows", LoggedFailure.of(e));
      }
      isAway = true;
    }
  }

  private void close() {
    // It was woken to stop; closing is not to be cut short by that.
    Thread.interrupted();
    try {
      clients.close();
    } catch (Exception e) {
      log.warn("Clients were not closed cleanly: {}", e.toString());
    }
  }

  @Override
  public void start() {
    Thread watching = new Thread(this::watch, "progress");
    watching.setDaemon(true);
    thread = watching;
    watching.start();
  }

  /** The thread ends by itself, and closes what it used. */
  @Override
  public void stop() {
    Thread watching = thread;
    thread = null;
    if (watching != null) {
      watching.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
