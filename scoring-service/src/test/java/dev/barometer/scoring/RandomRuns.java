package dev.barometer.scoring;

import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of a property, each made by a seed. A run that fails names its seed; {@code
 * -Dbarometer.seed=...} lets that run come first.
 */
final class RandomRuns {
  private static final Logger log = LoggerFactory.getLogger(RandomRuns.class);

  /** One run: all that is random in it comes from here. */
  interface Run {
    void with(Random random) throws Exception;
  }

  private RandomRuns() {}

  /**
   * @param setting the system property that says how many
   * @param runs how many where it says nothing
   */
  static void check(String setting, int runs, Run run) {
    long seed = Long.getLong("barometer.seed", System.nanoTime());
    Random seeds = new Random(seed);
    int wanted = Integer.getInteger(setting, runs);
    log.info("{} runs from seed {}", wanted, seed);
    for (int i = 1; i <= wanted; i++) {
      try {
        run.with(new Random(seed));
      } catch (Exception | AssertionError failed) {
        throw new AssertionError(
            "run %d of %d fails; repeat it with -D%s=1 -Dbarometer.seed=%d"
                .formatted(i, wanted, setting, seed),
            failed);
      }
      if (i % 50 == 0) {
        log.info("{} of {} runs are right", i, wanted);
      }
      seed = seeds.nextLong();
    }
  }
}
