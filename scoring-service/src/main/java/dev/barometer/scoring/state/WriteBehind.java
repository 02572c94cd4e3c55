package dev.barometer.scoring.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a store, decoded once and changed in place; what changed is written when {@link
 * #flush} is called, once however often it changed. What did not change stays as long as there is
 * room: room is counted in bytes of the written form. Belongs to one thread. Whoever lets the store
 * be restored makes a new one, because this one would not see it.
 */
public final class WriteBehind<K, V> {

  /** The store and the written form of its objects. */
  public interface Store<K, V> {
    byte @Nullable [] get(K key);

    /** Null bytes delete. */
    void put(K key, byte @Nullable [] bytes);

    byte[] write(K key, V value);

    V read(K key, byte[] bytes);
  }

  /** What was written; a null value was deleted. */
  public record Change<K, V>(K key, @Nullable V value) {}

  private record Clean<V>(@Nullable V value, int bytes) {}

  private record Dirty<V>(@Nullable V value) {}

  /** A key and an entry take about this much beside the value. */
  private static final int OVERHEAD = 64;

  private final Store<K, V> store;
  private final long room;
  private final LinkedHashMap<K, Clean<V>> clean = new LinkedHashMap<>(16, 0.75f, true);
  private Map<K, Dirty<V>> dirty = new LinkedHashMap<>();
  private long taken;

  public WriteBehind(Store<K, V> store, long room) {
    this.store = store;
    this.room = room;
  }

  /** The object of a key; whoever changes it says so with {@link #put}. */
  public @Nullable V get(K key) {
    Dirty<V> changed = dirty.get(key);
    if (changed != null) {
      return changed.value;
    }
    Clean<V> known = clean.get(key);
    if (known != null) {
      return known.value;
    }
    byte[] bytes = store.get(key);
    V value = bytes == null ? null : store.read(key, bytes);
    if (bytes != null) {
      keep(key, new Clean<>(value, bytes.length + OVERHEAD));
    }
    return value;
  }

  /** Sets the object of a key, or says that it changed. */
  public void put(K key, V value) {
    change(key, new Dirty<>(value));
  }

  public void remove(K key) {
    change(key, new Dirty<>(null));
  }

  /** How many objects changed since they were last written. */
  public int changes() {
    return dirty.size();
  }

  /** Writes what changed, in the order in which it first did, and returns it. */
  public List<Change<K, V>> flush() {
    List<Change<K, V>> changes = new ArrayList<>(dirty.size());
    Map<K, Dirty<V>> written = dirty;
    dirty = new LinkedHashMap<>();
    written.forEach(
        (key, changed) -> {
          V value = changed.value;
          byte[] bytes = value == null ? null : store.write(key, value);
          store.put(key, bytes);
          changes.add(new Change<>(key, value));
          if (bytes != null) {
            keep(key, new Clean<>(value, bytes.length + OVERHEAD));
          }
        });
    return changes;
  }

  private void change(K key, Dirty<V> changed) {
    Clean<V> known = clean.remove(key);
    if (known != null) {
      taken -= known.bytes;
    }
    dirty.put(key, changed);
  }

  private void keep(K key, Clean<V> known) {
    clean.put(key, known);
    taken += known.bytes;
    Iterator<Clean<V>> eldest = clean.values().iterator();
    while (taken > room && eldest.hasNext()) {
      taken -= eldest.next().bytes;
      eldest.remove();
    }
  }
}
