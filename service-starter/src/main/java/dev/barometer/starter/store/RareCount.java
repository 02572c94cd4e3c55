package dev.barometer.starter.store;

import dev.barometer.starter.LoggedFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a gauge tells of the database, which is asked far more seldom than the gauge is; while it is
 * away, what was known before.
 */
public final class RareCount implements Supplier<Number> {
  private static final Logger log = LoggerFactory.getLogger(RareCount.class);

  private final String what;
  private final LongSupplier count;
  private final Duration between;
  private final Clock clock;
  private Instant nextCount = Instant.MIN;
  private long last;

  /**
   * @param what is counted, for the log
   * @param between how long a count holds
   */
  public RareCount(String what, LongSupplier count, Duration between, Clock clock) {
    this.what = what;
    this.count = count;
    this.between = between;
    this.clock = clock;
  }

  @Override
  public synchronized Number get() {
    Instant now = clock.instant();
    if (!now.isBefore(nextCount)) {
      nextCount = now.plus(between);
      try {
        last = count.getAsLong();
      } catch (RuntimeException e) {
        log.debug("{} are counted later", what, LoggedFailure.of(e));
      }
    }
    return last;
  }
}
