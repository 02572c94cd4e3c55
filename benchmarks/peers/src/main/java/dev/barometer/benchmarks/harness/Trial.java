package dev.barometer.benchmarks.harness;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run measured, by the name and unit of each measure, in the order of the report's
 * columns.
 */
public record Trial(Map<String, Double> measures) {
  /** The rate by the clock on the wall. */
  public static final String RATE = "events/s";

  /** The contestant's whole processor time, all threads, user and system. */
  public static final String CPU = "CPU µs/event";

  public static final String EVENTS = "events";

  public Trial {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  /** Events that were worked off in a span of time; CPU is left out where it is not known. */
  public static Trial of(long events, Usage usage) {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(EVENTS, (double) events);
    measures.put(RATE, events / seconds(usage.wall()));
    usage.cpu().ifPresent(cpu -> measures.put(CPU, seconds(cpu) * 1e6 / events));
    return new Trial(measures);
  }

  /** The same with a further measure. */
  public Trial with(String measure, double value) {
    Map<String, Double> more = new LinkedHashMap<>(measures);
    more.put(measure, value);
    return new Trial(more);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
