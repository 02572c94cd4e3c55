package dev.barometer.starter.store;

import com.mongodb.event.ConnectionPoolClearedEvent;
import com.mongodb.event.ConnectionPoolListener;
import com.mongodb.event.ConnectionPoolReadyEvent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often the database went away. The driver tells by emptying its pool, in the thread that met
 * the failure and before it tries again by itself: who sees the same count before and after his
 * writes has written to one run of the database. A database that comes back may have lost what it
 * acknowledged last, as after a crash without a journal, or when a backup was put in its place.
 */
public final class Interruptions implements ConnectionPoolListener {
  private final AtomicLong count = new AtomicLong();
  private volatile boolean away;

  public long count() {
    return count.get();
  }

  public boolean isAway() {
    return away;
  }

  @Override
  public void connectionPoolCleared(ConnectionPoolClearedEvent event) {
    away = true;
    count.incrementAndGet();
  }

  @Override
  public void connectionPoolReady(ConnectionPoolReadyEvent event) {
    away = false;
  }
}
