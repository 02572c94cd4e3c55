package dev.barometer.starter.access;

import java.util.List;

/** Hears of records that nobody goes by; the service that writes the topic settles them. */
@FunctionalInterface
public interface DoubtfulRecords<T> {

  /**
   * Called by the thread that reads: with all there were when it has read what was there at the
   * start, perhaps none, and later whenever there are some.
   */
  void doubted(List<DoubtfulRecord<T>> doubtful);
}
