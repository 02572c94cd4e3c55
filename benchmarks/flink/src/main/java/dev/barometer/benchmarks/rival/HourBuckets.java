package dev.barometer.benchmarks.rival;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;

/** The rolling scores from hour buckets: the same for whoever keeps the buckets. */
public final class HourBuckets {
  public static final long HOUR = Duration.ofHours(1).toMillis();

  /** The windows and their hours. */
  public static final Map<String, Integer> WINDOWS = Map.of("24h", 24, "7d", 168, "30d", 720);

  private HourBuckets() {}

  public static long hourOf(long time) {
    return Math.floorDiv(time, HOUR);
  }

  /**
   * Tells each window's score as it is in an hour, that hour included.
   *
   * @param tell takes the window and its score as text
   */
  public static void tell(
      Iterable<Map.Entry<Long, long[]>> buckets, long now, BiConsumer<String, String> tell) {
    WINDOWS.forEach(
        (window, hours) -> {
          long[] sum = Nps.none();
          for (Map.Entry<Long, long[]> bucket : buckets) {
            if (bucket.getKey() > now - hours && bucket.getKey() <= now) {
              Nps.add(sum, bucket.getValue());
            }
          }
          tell.accept(window, Nps.told((now + 1) * HOUR, sum));
        });
  }
}
