package dev.barometer.scoring;

import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of a property, each made by a seed. {@code -Dbarometer.runs=1000} makes more of them; a run
 * that fails names its seed, and {@code -Dbarometer.runs=1 -Dbarometer.seed=...} repeats it.
 */
final class RandomRuns {
  private static final Logger log = LoggerFactory.getLogger(RandomRuns.class);

  /** One run: all that is random in it comes from here. */
  interface Run {
    void with(Random random) throws Exception;
  }

  private RandomRuns() {}

  /**
   * @param runs how many, where nothing else is said
   */
  static void check(int runs, Run run) {
    long seed = Long.getLong("barometer.seed", System.nanoTime());
    Random seeds = new Random(seed);
    int wanted = Integer.getInteger("barometer.runs", runs);
    log.info("{} runs from seed {}", wanted, seed);
    for (int i = 1; i <= wanted; i++) {
      try {
        run.with(new Random(seed));
      } catch (Exception | AssertionError failed) {
        throw new AssertionError(
            "run %d of %d fails; repeat it with -Dbarometer.runs=1 -Dbarometer.seed=%d"
                .formatted(i, wanted, seed),
            failed);
      }
      seed = seeds.nextLong();
    }
  }
}
