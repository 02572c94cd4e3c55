package dev.barometer.starter.timetable;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.patience.Outages;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.patience.Watched;
import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks again and again, while the service runs. An outage of the database is waited for; any other
 * failure is tried again and told to those who look after readers.
 */
final class TimetableRunner implements SmartLifecycle, Watched {
  private static final Logger log = LoggerFactory.getLogger(TimetableRunner.class);
  private static final String NAME = "timetable";
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Rounds rounds;
  private final Wake wake;
  private final Duration between;
  private final Work work;
  private final Workers workers;
  private final Troubles troubles;
  private volatile @Nullable Thread looking;

  TimetableRunner(
      Rounds rounds, Wake wake, Duration between, Work work, Workers workers, Troubles troubles) {
    this.rounds = rounds;
    this.work = work;
    this.wake = wake;
    this.between = between;
    this.workers = workers;
    this.troubles = troubles;
  }

  @Override
  public void start() {
    startToLook();
  }

  private void startToLook() {
    Thread started = new Thread(this::lookAgainAndAgain, NAME);
    started.setDaemon(true);
    started.setUncaughtExceptionHandler(Workers::said);
    looking = started;
    started.start();
  }

  /** Begins again where an error has ended the looking. */
  @Override
  public synchronized void look() {
    Thread running = looking;
    if (running != null && !running.isAlive()) {
      troubles.failed(NAME, "an error that ended it");
      startToLook();
    }
  }

  private void lookAgainAndAgain() {
    GrowingPause pause = new GrowingPause(between, LONGEST_PAUSE);
    try {
      while (isRunning()) {
        if (lookOnce()) {
          pause = new GrowingPause(between, LONGEST_PAUSE);
          wake.await(between);
        } else {
          pause.sleep();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it succeeded. */
  private boolean lookOnce() {
    try {
      rounds.round();
      troubles.over(NAME);
      return true;
    } catch (RuntimeException e) {
      if (isRunning()) {
        log.warn("What is due is looked for again soon", LoggedFailure.of(e));
        if (Outages.isOutage(e)) {
          troubles.over(NAME);
        } else {
          troubles.failed(NAME, e);
        }
      }
      return false;
    }
  }

  /** What has begun may end; what has not is found by others, or at the next start. */
  @Override
  public void stop() {
    Thread running = takeLooking();
    if (running == null) {
      return;
    }
    work.end();
    running.interrupt();
    try {
      running.join(LONGEST_STOP.toMillis());
      if (!workers.end(LONGEST_STOP)) {
        log.warn("Something due was not done in time; it is done again when its lease ends");
      }
      rounds.leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.debug("Others learn in some minutes that this instance has left", LoggedFailure.of(e));
    }
  }

  private synchronized @Nullable Thread takeLooking() {
    Thread running = looking;
    looking = null;
    return running;
  }

  @Override
  public boolean isRunning() {
    return looking != null;
  }
}
