package dev.barometer.starter.timetable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a room says what is due when. What was scheduled is done by its {@link DueHandler} at that
 * moment or some seconds later, by whichever instance is alive; after an outage it is caught up
 * with, the oldest first.
 *
 * <p><b>Which order survives a kill.</b> When a method returns, what it says holds. So schedule
 * before the cause is acknowledged, and again whenever the cause is read again, even where the rest
 * of it turns out to be a repeat: the same thing scheduled twice is scheduled once. Where there is
 * nobody who would read the cause again (a call over HTTP), schedule first and change the state
 * second: a handler that looks at the state does nothing where the change never came about. (Where
 * the moment may come before the change is written, schedule the same once more after it.)
 */
public final class Timetable {
  private static final int MOST_AT_ONCE = 500;

  private final ItemRepository items;
  private final Pages pages;
  private final Clock clock;
  private final Wake wake;

  Timetable(ItemRepository items, Pages pages, Clock clock, Wake wake) {
    this.items = items;
    this.pages = pages;
    this.clock = clock;
    this.wake = wake;
  }

  /**
   * Schedules it, in place of what was scheduled under its kind and key; the same once more changes
   * nothing. Where that is being done just now, what stands here is done after it.
   */
  public void schedule(Due due) {
    schedule(List.of(due));
  }

  /** Schedules many; of several under one kind and key the last. */
  public void schedule(Collection<Due> dues) {
    Map<String, Due> latest = new LinkedHashMap<>();
    dues.forEach(due -> latest.put(due.id(), due));
    for (List<Due> some : inPieces(latest.values())) {
      Map<String, Item> before = items.find(some.stream().map(Due::id).toList());
      Instant now = clock.instant();
      List<Item> kept = new ArrayList<>();
      List<Item> replaced = new ArrayList<>();
      for (Due due : some) {
        Item item = before.get(due.id());
        // Who is at it may have looked at the state before it changed: he does not count.
        if (item != null && item.due().equals(due) && item.lease() == null) {
          kept.add(item);
        } else {
          replaced.add(Item.of(due));
        }
      }
      items.replace(replaced);
      items.takeOffTheList(
          replaced.stream().map(Item::id).filter(id -> isAside(before.get(id))).toList());
      kept.addAll(replaced);
      place(kept, now);
    }
  }

  private static boolean isAside(@Nullable Item item) {
    return item != null && item.aside();
  }

  /** Schedules it unless something is scheduled under its kind and key, or set aside. */
  public void scheduleIfAbsent(Due due) {
    items.insert(List.of(Item.of(due)));
    place(items.find(List.of(due.id())).values(), clock.instant());
  }

  /** What is scheduled under its kind and key, begun or not; empty where that is set aside. */
  public Optional<Due> find(String kind, String key) {
    String id = Due.id(kind, key);
    return Optional.ofNullable(items.find(List.of(id)).get(id))
        .filter(item -> !item.aside())
        .map(Item::due);
  }

  /** It is not done, unless somebody is at it. */
  public void cancel(String kind, String key) {
    items.delete(Due.id(kind, key));
  }

  /**
   * What failed too often, in the order of kinds and keys.
   *
   * @param after the last one of the page before; null for the first page
   */
  public List<SetAside> setAside(@Nullable Due after, int limit) {
    List<SetAside> found = new ArrayList<>();
    String last = after == null ? "" : after.id();
    List<String> ids = items.asideAfter(last, limit);
    while (!ids.isEmpty() && found.size() < limit) {
      Map<String, Item> byId = items.find(ids);
      for (String id : ids) {
        Item item = byId.get(id);
        if (item != null && item.aside() && found.size() < limit) {
          found.add(seen(item));
        }
      }
      ids = items.asideAfter(ids.get(ids.size() - 1), limit);
    }
    return found;
  }

  private static SetAside seen(Item item) {
    return new SetAside(item.due(), item.tries(), item.next(), String.valueOf(item.why()));
  }

  /** Tries again at once what was set aside; false where it is not set aside. */
  public boolean tryAgain(String kind, String key) {
    Item item = items.find(List.of(Due.id(kind, key))).get(Due.id(kind, key));
    if (item == null || !item.aside()) {
      return false;
    }
    Instant now = clock.instant();
    Item again = item.triedAnew(now);
    boolean taken = items.takeBack(again);
    place(List.of(again), now);
    return taken;
  }

  /** Forgets what was set aside before that moment. */
  void forgetAsideBefore(Instant then) {
    List<String> ids = items.asideBefore(then, MOST_AT_ONCE);
    items.find(ids).values().stream().filter(Item::aside).map(Item::id).forEach(items::delete);
    items.takeOffTheList(ids);
  }

  private void place(Collection<Item> some, Instant now) {
    List<Item> standing = some.stream().filter(item -> !item.aside()).toList();
    if (!standing.isEmpty()) {
      pages.place(standing, Page.minute(now));
      if (standing.stream().anyMatch(item -> !item.next().isAfter(now))) {
        wake.ring();
      }
    }
  }

  private static List<List<Due>> inPieces(Collection<Due> dues) {
    List<Due> all = List.copyOf(dues);
    List<List<Due>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      pieces.add(all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)));
    }
    return pieces;
  }

  /** How long ago it was to be done. */
  static Duration late(Instant at, Instant now) {
    return at.isBefore(now) ? Duration.between(at, now) : Duration.ZERO;
  }
}
