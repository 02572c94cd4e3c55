package dev.barometer.reporting.live;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Lets who asks for numbers of cases wait for a change that is known here already: it is counted
 * within a tenth of a second, and whoever made it would miss it. Nobody waits for longer than a
 * moment after a change was read: some change no number. It is a help and no promise: what came in
 * later than the change and is counted before it ends the waiting, too.
 */
public final class CaseChanges {
  private static final Duration LONGEST = Duration.ofMillis(250);

  private final Duration longest;
  private Instant changed = Instant.EPOCH;
  private Instant counted = Instant.EPOCH;
  private long end;

  public CaseChanges() {
    this(LONGEST);
  }

  CaseChanges(Duration longest) {
    this.longest = longest;
  }

  /** A case changed; this was taken in then, as the scores count it in whole milliseconds. */
  public synchronized void changed(Instant takenIn) {
    Instant at = takenIn.truncatedTo(ChronoUnit.MILLIS);
    if (at.isAfter(changed)) {
      changed = at;
      end = System.nanoTime() + longest.toNanos();
    }
  }

  /** Something that was taken in then is counted, and mostly all before it. */
  public synchronized void counted(Instant takenIn) {
    if (takenIn.isAfter(counted)) {
      counted = takenIn;
      notifyAll();
    }
  }

  /** Returns when what is known now is counted, or the moment is over. */
  public synchronized void await() throws InterruptedException {
    Instant known = changed;
    long until = end;
    long left = until - System.nanoTime();
    while (known.isAfter(counted) && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
  }
}
