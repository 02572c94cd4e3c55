package dev.barometer.starter.timetable;

import dev.barometer.starter.timetable.Page.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Puts items on the pages of their minutes, where those who look find them. */
final class Pages {
  /** After so many on a page its minute gets twice as many: a change writes a whole page anew. */
  private static final int MANY = 256;

  /** So many that come together go to one part: each part that is touched is a command. */
  private static final int TOGETHER = 64;

  private static final int MOST_PARTS = 4096;

  private final PageRepository repository;

  Pages(PageRepository repository) {
    this.repository = repository;
  }

  /**
   * Returns when each has an entry that will be looked at. Added twice it may have two, and is done
   * once.
   *
   * @param now the minute in which a timetable begins that has none yet
   */
  void place(Collection<Item> items, long now) {
    long open = repository.mark().orElseGet(() -> repository.open(now)).open();
    Collection<Item> missing = items;
    Set<Long> tried = new LinkedHashSet<>();
    while (!missing.isEmpty()) {
      Map<Long, List<Item>> byMinute = new TreeMap<>();
      for (Item item : missing) {
        byMinute.computeIfAbsent(minuteOf(item, open), none -> new ArrayList<>()).add(item);
      }
      add(byMinute);
      tried.addAll(byMinute.keySet());
      // Read after the entries were written: a minute that is open still will be looked at.
      Mark mark = repository.mark().orElseGet(() -> repository.open(now));
      long openBefore = open;
      open = mark.open();
      missing = missing.stream().filter(item -> minuteOf(item, openBefore) < mark.open()).toList();
      if (!missing.isEmpty()) {
        deleteWhatNobodyLooksAt(tried, mark.done());
      }
    }
  }

  private static long minuteOf(Item item, long open) {
    return Math.max(Page.minute(item.next()), open);
  }

  private void add(Map<Long, List<Item>> byMinute) {
    Map<Long, Integer> parts = new HashMap<>(repository.parts(byMinute.keySet()));
    byMinute.forEach(
        (minute, items) -> {
          int before = parts.getOrDefault(minute, 1);
          int wanted = Math.max(before, partsFor(items.size()));
          if (wanted > before) {
            repository.growTo(minute, wanted);
          }
          add(minute, wanted, items);
        });
  }

  private void add(long minute, int parts, List<Item> items) {
    Map<Integer, List<Entry>> byPart = new TreeMap<>();
    int few = Math.min(parts, Integer.highestOneBit(Math.max(1, items.size() / TOGETHER)));
    int apart = parts / few;
    int first = Math.floorMod(items.get(0).placement().hashCode(), apart);
    for (Item item : items) {
      int part = Math.floorMod(item.placement().hashCode(), few) * apart + first;
      byPart
          .computeIfAbsent(part, none -> new ArrayList<>())
          .add(new Entry(new Page.Id(minute, part), item.id(), item.next(), item.placement()));
    }
    boolean isFull = false;
    for (Map.Entry<Integer, List<Entry>> each : byPart.entrySet()) {
      List<Entry> entries = each.getValue();
      int added = repository.add(new Page.Id(minute, each.getKey()), entries);
      isFull |= added / MANY > (added - entries.size()) / MANY;
    }
    if (isFull && parts < MOST_PARTS) {
      repository.growTo(minute, parts * 2);
    }
  }

  private static int partsFor(int items) {
    int half = Math.max(1, items / (MANY / 2));
    return Math.min(MOST_PARTS, Integer.highestOneBit(half));
  }

  /** Whoever stood still between looking and adding has added to pages that were done with. */
  private void deleteWhatNobodyLooksAt(Set<Long> minutes, long done) {
    minutes.stream()
        .filter(minute -> minute < done)
        .forEach(
            minute ->
                repository.delete(
                    all(minute, repository.parts(List.of(minute)).getOrDefault(minute, 1))));
  }

  static List<Page.Id> firstParts(long from, long to) {
    return LongStream.range(from, to).mapToObj(minute -> new Page.Id(minute, 0)).toList();
  }

  static List<Page.Id> furtherParts(Page head) {
    return all(head.id().minute(), head.parts()).subList(1, head.parts());
  }

  static List<Page.Id> all(long minute, int parts) {
    return IntStream.range(0, parts).mapToObj(part -> new Page.Id(minute, part)).toList();
  }
}
