package dev.barometer.starter.outbox;

import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a room puts what is to be sent. When {@code add} returns, it will be sent: so add before
 * the cause is acknowledged, and again whenever the cause is read again. An id that was added
 * before, and even sent, is not sent again as long as it is known ({@code
 * barometer.outbox.ids-kept}).
 */
public final class Outbox {
  private static final int MOST_AT_ONCE = 500;

  private final OutboxRepository repository;
  private final Timetable timetable;
  private final Duration idsKept;
  private final Clock clock;

  Outbox(OutboxRepository repository, Timetable timetable, Duration idsKept, Clock clock) {
    this.repository = repository;
    this.timetable = timetable;
    this.idsKept = idsKept;
    this.clock = clock;
  }

  public void add(OutboxEntry entry) {
    add(List.of(entry));
  }

  /** Adds many; those of one order are sent in the order in which they stand here. */
  public void add(Collection<OutboxEntry> entries) {
    List<OutboxEntry> all = List.copyOf(entries);
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      List<OutboxEntry> some = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
      Instant now = clock.instant();
      repository.insert(some.stream().map(entry -> Stored.of(entry, now)).toList());
      scheduleWhatWaits(some.stream().map(OutboxEntry::id).distinct().toList(), now);
    }
  }

  private void scheduleWhatWaits(List<String> ids, Instant now) {
    Map<String, Stored> known = repository.find(ids);
    Map<String, List<String>> ordered = new LinkedHashMap<>();
    List<Due> due = new ArrayList<>();
    for (String id : ids) {
      Stored stored = known.get(id);
      if (stored != null && stored.isWaiting()) {
        OutboxEntry entry = stored.entry();
        Address address = Address.of(entry);
        if (entry.order() == null) {
          due.add(address.at(stored.next()));
        } else {
          ordered.computeIfAbsent(address.id(), none -> new ArrayList<>()).add(id);
          due.add(address.at(now));
        }
      }
    }
    ordered.forEach(repository::enqueue);
    timetable.schedule(due);
  }

  /** It is not sent, if it was not sent before and nobody is at it; its body is forgotten. */
  public void cancel(String id) {
    repository.cancel(id, clock.instant().plus(idsKept));
    repository.bury(id);
  }

  /**
   * What failed too often or was refused, in the order of ids.
   *
   * @param after the id of the last one of the page before; null for the first page
   */
  public List<DeadEntry> dead(@Nullable String after, int limit) {
    return repository.deadAfter(after == null ? "" : after, limit);
  }

  /**
   * Sends again what is dead, as if it had never been tried: after what was added to its order
   * since. False where it is not dead.
   */
  public boolean sendAgain(String id) {
    DeadEntry dead = repository.findDead(id).orElse(null);
    if (dead == null) {
      return false;
    }
    Instant now = clock.instant();
    repository.revive(Stored.of(dead.entry(), now));
    scheduleWhatWaits(List.of(id), now);
    return repository.bury(id);
  }

  /** Forgets what is dead; false where it is not. */
  public boolean discard(String id) {
    return repository.bury(id);
  }
}
