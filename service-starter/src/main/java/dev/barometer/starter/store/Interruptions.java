package dev.barometer.starter.store;

import com.mongodb.event.ConnectionPoolClearedEvent;
import com.mongodb.event.ConnectionPoolListener;
import com.mongodb.event.ConnectionPoolReadyEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * How often the database went away. The driver tells by emptying its pool, in the thread that met
 * the failure and before it tries again by itself: who sees the same count before and after his
 * writes has written to one run of the database. A database that comes back may have lost what it
 * acknowledged last, as after a crash without a journal, or when a backup was put in its place.
 */
public final class Interruptions implements ConnectionPoolListener {
  private final LongSupplier nanoTime;
  private final List<Long> moments = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  public Interruptions() {
    this(System::nanoTime);
  }

  /** With another clock, for tests. */
  public Interruptions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Nanoseconds of the clock of {@link #since}; only differences mean something. */
  public long now() {
    return nanoTime.getAsLong();
  }

  public long count() {
    return moments.size();
  }

  /**
   * When it went away next, after it had been away so many times.
   *
   * @param count less than {@link #count}
   * @return nanoseconds of the clock of {@link #now}
   */
  public long since(long count) {
    return moments.get((int) count);
  }

  public boolean isAway() {
    return away;
  }

  @Override
  public void connectionPoolCleared(ConnectionPoolClearedEvent event) {
    away = true;
    moments.add(now());
  }

  @Override
  public void connectionPoolReady(ConnectionPoolReadyEvent event) {
    away = false;
  }
}
