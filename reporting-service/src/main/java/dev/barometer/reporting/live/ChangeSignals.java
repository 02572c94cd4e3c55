package dev.barometer.reporting.live;

import java.util.EnumMap;
import java.util.Map;

/** Gathers what changed since it was last sent. */
public final class ChangeSignals {
  private final Map<ChangeSignal, Integer> unsent = new EnumMap<>(ChangeSignal.class);

  /** Notes a batch in which some records changed nothing; returns how many did not. */
  public synchronized int note(ChangeSignal signal, int records, int unchanged) {
    if (records > unchanged) {
      unsent.merge(signal, records - unchanged, Integer::sum);
    }
    return unchanged;
  }

  /** How much changed of what, and starts anew. */
  synchronized Map<ChangeSignal, Integer> take() {
    Map<ChangeSignal, Integer> taken = new EnumMap<>(ChangeSignal.class);
    taken.putAll(unsent);
    unsent.clear();
    return taken;
  }
}
