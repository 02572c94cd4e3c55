package dev.barometer.starter.waiting;

import java.time.Duration;

/** The pause between two attempts: twice as long each time, up to the longest. */
public final class GrowingPause {
  private final Duration longest;
  private Duration next;

  public GrowingPause(Duration first, Duration longest) {
    this.next = first;
    this.longest = longest;
  }

  /** How long the next {@link #sleep} lasts. */
  public Duration next() {
    return next;
  }

  public void sleep() throws InterruptedException {
    Thread.sleep(take().toMillis());
  }

  /** The next pause, for whoever spends it otherwise; the one after it is longer. */
  public Duration take() {
    Duration taken = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return taken;
  }
}
