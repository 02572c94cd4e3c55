package dev.barometer.benchmarks.recovery;

import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import dev.barometer.starter.json.FactJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each tally that becomes visible while responses are only given, never changed: none may
 * count less than the one before it, or more than there is in the end.
 */
final class TellingWatch {
  private static final Measure RESPONSES = new Measure("responses", "");
  private static final String DAYS_OF_ALL = "all|d";

  /** A state of a key that was visible. */
  private record Published(String key, Tallies tallies) {}

  private final Map<String, Tallies> latest = new HashMap<>();
  private final List<Published> seen = new ArrayList<>();
  private long counted;
  private boolean isWatching;

  void see(String key, byte @Nullable [] value) {
    Tallies now =
        value == null ? new Tallies() : FactJson.read(value, ScopeTallies.class).toTallies();
    if (isWatching) {
      seen.add(new Published(key, now));
    }
    Tallies before = latest.put(key, now);
    if (key.startsWith(DAYS_OF_ALL)) {
      counted += responses(now) - (before == null ? 0 : responses(before));
    }
  }

  private static long responses(Tallies tallies) {
    Tally tally = tallies.byMeasure().get(RESPONSES);
    return tally == null ? 0 : tally.n();
  }

  /** How many responses the days of the scope {@code all} count, as far as they are published. */
  long counted() {
    return counted;
  }

  /** From now on states are kept, the first ones being the latest so far. */
  void begin() {
    isWatching = true;
    latest.forEach((key, tallies) -> seen.add(new Published(key, tallies)));
  }

  /**
   * Compares each state since the beginning with the one before it and with the last.
   *
   * @param last what must be published in the end
   */
  void check(Map<String, Tallies> last) throws WrongResultException {
    Map<String, Tallies> before = new HashMap<>();
    for (Published published : seen) {
      Tallies earlier = before.put(published.key, published.tallies);
      if (earlier != null) {
        requireWithin(published.key, earlier, published.tallies);
      }
      requireWithin(
          published.key, published.tallies, last.getOrDefault(published.key, new Tallies()));
    }
  }

  private static void requireWithin(String key, Tallies part, Tallies whole)
      throws WrongResultException {
    if (!isWithin(part, whole)) {
      throw new WrongResultException(
          "a tally of %s was told that cannot be: %s, then %s".formatted(key, part, whole));
    }
  }

  /** Whether no count of one is above that of the other. */
  static boolean isWithin(Tallies part, Tallies whole) {
    Map<Measure, Tally> wholes = whole.byMeasure();
    boolean[] within = {true};
    part.byMeasure()
        .forEach(
            (measure, tally) -> {
              Tally most = wholes.getOrDefault(measure, new Tally());
              tally.forEach((code, count) -> within[0] &= count <= most.count(code));
            });
    return within[0];
  }
}
