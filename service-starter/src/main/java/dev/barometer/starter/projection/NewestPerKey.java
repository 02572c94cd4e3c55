package dev.barometer.starter.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers a batch so that each key is written once, with its newest revision, and counts which
 * records changed nothing.
 *
 * @param <T> what is to be written for a record
 */
public final class NewestPerKey<T> {
  private final Map<String, Entry<T>> newest = new LinkedHashMap<>();

  /**
   * @param isTombstone a tombstone has no revision: it goes by its place on the topic
   * @param records how many records of this key there are
   * @param repeats how many of them were not newer than another before them
   */
  private record Entry<T>(T write, long revision, boolean isTombstone, int records, int repeats) {}

  /** Takes what stands on the topic for a key. */
  public void add(String key, T write, long revision) {
    Entry<T> before = newest.get(key);
    if (before == null) {
      newest.put(key, new Entry<>(write, revision, false, 1, 0));
    } else if (before.isTombstone() || revision > before.revision()) {
      newest.put(key, new Entry<>(write, revision, false, before.records() + 1, before.repeats()));
    } else {
      newest.put(
          key,
          new Entry<>(
              before.write(),
              before.revision(),
              false,
              before.records() + 1,
              before.repeats() + 1));
    }
  }

  public void addTombstone(String key, T write) {
    Entry<T> before = newest.get(key);
    int records = before == null ? 0 : before.records();
    int repeats = before == null ? 0 : before.repeats();
    newest.put(key, new Entry<>(write, 0, true, records + 1, repeats));
  }

  /** What is to be written, one per key. */
  public List<T> writes() {
    List<T> writes = new ArrayList<>(newest.size());
    newest.values().forEach(entry -> writes.add(entry.write()));
    return writes;
  }

  /** How many records changed nothing, given which writes the store refused as not newer. */
  public int unchanged(Collection<T> refused) {
    return newest.values().stream()
        .mapToInt(entry -> refused.contains(entry.write()) ? entry.records() : entry.repeats())
        .sum();
  }
}
