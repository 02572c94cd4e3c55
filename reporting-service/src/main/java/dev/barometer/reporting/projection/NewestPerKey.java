package dev.barometer.reporting.projection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gathers a batch so that each key is written once, with its newest revision.
 *
 * @param <T> what a record is
 */
public final class NewestPerKey<T> {
  private final Map<String, Entry<T>> newest = new LinkedHashMap<>();
  private int duplicates;

  private record Entry<T>(T value, long revision, boolean isLast) {}

  /** Takes what stands on the topic for a key; the same revision again or an older one is none. */
  public void add(String key, T value, long revision) {
    Entry<T> before = newest.get(key);
    if (before != null && !before.isLast() && revision <= before.revision()) {
      duplicates++;
    } else {
      newest.put(key, new Entry<>(value, revision, false));
    }
  }

  /** Takes a tombstone, which has no revision: it goes by its place on the topic. */
  public void addTombstone(String key, T value) {
    newest.put(key, new Entry<>(value, 0, true));
  }

  public Collection<T> values() {
    return newest.values().stream().map(Entry::value).toList();
  }

  public int duplicates() {
    return duplicates;
  }
}
