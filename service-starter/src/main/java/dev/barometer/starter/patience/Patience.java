package dev.barometer.starter.patience;

import dev.barometer.starter.LoggedFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Looks each second at all who work by themselves. What has failed for too long is not alive, and
 * soon after the process ends: a restart policy starts anew what has ended, not what is unwell.
 */
final class Patience implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(Patience.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Troubles troubles;
  private final List<Watched> watched;
  private final PatienceProperties settings;
  private final ProcessEnd processEnd;
  private volatile @Nullable Watch watch;

  Patience(
      Troubles troubles,
      List<Watched> watched,
      PatienceProperties settings,
      ProcessEnd processEnd) {
    this.troubles = troubles;
    this.watched = List.copyOf(watched);
    this.settings = settings;
    this.processEnd = processEnd;
  }

  /**
   * One look.
   *
   * @param sinceTheLast how long nobody looked; of a pause of the whole process only what a look
   *     may be late counts, because nothing could be tried again meanwhile
   */
  void look(Duration sinceTheLast) {
    watched.forEach(this::look);
    Duration most = BETWEEN_LOOKS.multipliedBy(3);
    troubles.passed(sinceTheLast.compareTo(most) < 0 ? sinceTheLast : most);
    troubles
        .oldest()
        .filter(trouble -> trouble.age().compareTo(settings.untilTheEnd()) >= 0)
        .ifPresent(trouble -> processEnd.end(trouble.toString()));
  }

  private void look(Watched one) {
    try {
      one.look();
    } catch (RuntimeException e) {
      // Whoever looks must go on looking; what it could not start is looked at again in a second.
      log.warn(
          "Could not be looked after: {}", one.getClass().getSimpleName(), LoggedFailure.of(e));
    }
  }

  @Override
  public Health health() {
    Health.Builder health =
        troubles
                .oldest()
                .filter(trouble -> trouble.age().compareTo(settings.patience()) >= 0)
                .isPresent()
            ? Health.down()
            : Health.up();
    return health.withDetails(troubles.reasons()).build();
  }

  @Override
  public void start() {
    Watch started = new Watch();
    watch = started;
    started.start();
  }

  @Override
  public void stop() {
    Watch running = watch;
    watch = null;
    if (running != null) {
      running.end();
    }
  }

  @Override
  public boolean isRunning() {
    return watch != null;
  }

  /** Stopped first: what the end of the service stops must not be started again. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private final class Watch extends Thread {
    private final CountDownLatch ending = new CountDownLatch(1);

    Watch() {
      super("patience");
      setDaemon(true);
    }

    @Override
    public void run() {
      long before = System.nanoTime();
      try {
        while (!ending.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
          long now = System.nanoTime();
          look(Duration.ofNanos(now - before));
          before = now;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Returns when it looks no more, or soon: one that it starts just now may take its time. */
    void end() {
      ending.countDown();
      try {
        join(TimeUnit.SECONDS.toMillis(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
