package dev.barometer.benchmarks;

import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Observations as a service desk makes them; the same for the same hour. */
final class ObservationStream {
  private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");

  private ObservationStream() {}

  /** Equal parts of eight measures, durations spread from seconds to weeks. */
  static List<Observation> hour(int hour, int count) {
    Random random = new Random(hour);
    Instant time = START.plus(Duration.ofHours(hour));
    List<Observation> observations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      observations.add(
          switch (i % 8) {
            case 0 -> nps(random.nextInt(11));
            case 1 -> Observation.choice("csat", "5", 4, PointClass.POSITIVE, time);
            case 2 -> Observation.choice("ces", "ease-7", 6, PointClass.POSITIVE, time);
            case 3 -> Observation.duration("art", span(random), time);
            case 4 -> Observation.duration("first-response-time", span(random), time);
            case 5 -> Observation.yesNo("sla", random.nextInt(10) < 9, time);
            case 6 -> Observation.volume("tickets-opened", time);
            default -> Observation.volume("tickets-closed", time);
          });
    }
    return observations;
  }

  static Observation nps(int point) {
    PointClass pointClass =
        point >= 9 ? PointClass.POSITIVE : point >= 7 ? PointClass.NEUTRAL : PointClass.NEGATIVE;
    return Observation.choice("nps", "0-10", point, pointClass, START);
  }

  private static Duration span(Random random) {
    return Duration.ofMillis((long) Math.exp(random.nextDouble(7, 21)));
  }
}
