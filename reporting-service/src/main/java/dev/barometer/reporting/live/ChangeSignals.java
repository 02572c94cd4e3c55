package dev.barometer.reporting.live;

import java.util.EnumMap;
import java.util.Map;

/** Gathers what changed since it was last told. */
public final class Happenings {
  private final Map<Happening, Integer> untold = new EnumMap<>(Happening.class);

  /** Notes a batch in which some records changed nothing; returns how many did not. */
  public synchronized int note(Happening happening, int records, int unchanged) {
    if (records > unchanged) {
      untold.merge(happening, records - unchanged, Integer::sum);
    }
    return unchanged;
  }

  /** How much changed of what, and starts anew. */
  synchronized Map<Happening, Integer> take() {
    Map<Happening, Integer> taken = new EnumMap<>(Happening.class);
    taken.putAll(untold);
    untold.clear();
    return taken;
  }
}
