package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Dimension;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The values that dimensions have in one partition, each with a number, so that an entity in the
 * store names its values in a few bytes. It is also the guard against a flood of values: of each
 * dimension and kind of fact only the first so many are told apart, all others are {@value #OTHER}.
 * Which are first follows from the log alone, because facts of one kind in one partition are read
 * in its order: a replay of the same records admits the same values.
 */
final class DimensionValuesRepository {
  static final String DIMENSION_VALUES = "places";

  /** What a value beyond the limit is called; somebody's own "other" is the same value. */
  static final String OTHER = "other";

  private static final int NUMBER_OF_OTHER = 0;

  /** Called for each value that was not admitted. */
  interface Overflow {
    void gathered(FactKind kind, Dimension dimension, boolean isFirst);
  }

  private final KeyValueStore<String, byte[]> store;
  private final int limit;
  private final Overflow overflow;
  private final Map<FactKind, Map<Dimension, Numbers>> numbers = new EnumMap<>(FactKind.class);

  private record Numbered(int number, String value) {}

  private static final class Numbers {
    private final Map<String, Numbered> byValue = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private boolean isOverflown;

    private Numbers() {
      set(NUMBER_OF_OTHER, OTHER);
    }

    private void set(int number, String value) {
      while (values.size() <= number) {
        values.add(OTHER);
      }
      values.set(number, value);
      byValue.put(value, new Numbered(number, value));
    }
  }

  DimensionValuesRepository(KeyValueStore<String, byte[]> store, int limit, Overflow overflow) {
    this.store = store;
    this.limit = limit;
    this.overflow = overflow;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(this::load);
    }
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DIMENSION_VALUES), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  private void load(KeyValue<String, byte[]> entry) {
    String[] parts = entry.key.split("\\|", 3);
    FactKind kind = FactKind.ofLetter(parts[0].charAt(0));
    Dimension dimension = Dimension.of(parts[1]).orElseThrow();
    of(kind, dimension).set(ByteBuffer.wrap(entry.value).getInt(), parts[2]);
  }

  private Numbers of(FactKind kind, Dimension dimension) {
    return numbers
        .computeIfAbsent(kind, none -> new EnumMap<>(Dimension.class))
        .computeIfAbsent(dimension, none -> new Numbers());
  }

  /**
   * The values of a fact, with {@value #OTHER} for values beyond the limit. The same value is the
   * same text each time, which is found the sooner.
   */
  Map<Dimension, String> admit(FactKind kind, Map<Dimension, String> dimensionValues) {
    Map<Dimension, String> admitted = new EnumMap<>(Dimension.class);
    dimensionValues.forEach(
        (dimension, value) -> admitted.put(dimension, admit(kind, dimension, value)));
    return admitted;
  }

  private String admit(FactKind kind, Dimension dimension, String value) {
    Numbers known = of(kind, dimension);
    Numbered before = known.byValue.get(value);
    if (before != null) {
      return before.value;
    }
    int number = known.values.size();
    if (number > limit) {
      overflow.gathered(kind, dimension, !known.isOverflown);
      known.isOverflown = true;
      return OTHER;
    }
    known.set(number, value);
    store.put(
        kind.letter() + "|" + dimension.label() + "|" + value,
        ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    return value;
  }

  /** The number of a value that was admitted. */
  int numberOf(FactKind kind, Dimension dimension, String value) {
    Numbered known = of(kind, dimension).byValue.get(value);
    if (known == null) {
      throw new IllegalArgumentException(dimension.label() + " was not admitted: " + value);
    }
    return known.number;
  }

  /** The value that has a number; throws {@link IllegalArgumentException} where none has it. */
  String valueOf(FactKind kind, Dimension dimension, int number) {
    List<String> values = of(kind, dimension).values;
    if (number < 0 || number >= values.size()) {
      throw new IllegalArgumentException("no " + dimension.label() + " has the number " + number);
    }
    return values.get(number);
  }
}
