package dev.barometer.starter.outbox;

import java.util.List;
import java.util.Map;

/**
 * Sends what is of one kind. A service that has a bean of this type gets an {@link Outbox}.
 *
 * <p>It must be through before the lease of the timetable ends ({@code barometer.timetable.lease}):
 * give its connections time-outs that add up to less.
 */
public interface OutboxSender {
  String kind();

  /** How many it takes at once: as many as one connection carries well. */
  default int mostAtOnce() {
    return 100;
  }

  /**
   * Sends them; no two are of the same order.
   *
   * @return by id what became of each; one that is not named has failed
   * @throws Exception where all have failed; an outage of the broker or the database counts as away
   */
  Map<String, SendResult> send(List<OutboxEntry> entries) throws Exception;

  /**
   * Told of what is not tried any more, before it is put among the dead; perhaps twice.
   *
   * @throws RuntimeException where it cannot be noted now: then the entry is tried once more
   */
  default void gaveUp(OutboxEntry entry, SendResult last) {}
}
