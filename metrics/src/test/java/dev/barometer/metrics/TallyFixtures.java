package dev.barometer.metrics;

import java.time.Duration;
import java.time.Instant;

/** Tallies as the survey and the ticket log would have filled them. */
public final class TallyFixtures {
  public static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");

  private TallyFixtures() {}

  /** Promoters answered 9, passives 7, detractors 2. */
  public static Tallies nps(long promoters, long passives, long detractors) {
    return answers(Metrics.NPS, "0-10", 9, promoters, 7, passives, 2, detractors);
  }

  /** Answers with their default classes; {@code pointsAndTimes} alternates the two. */
  public static Tallies answers(Metric metric, String scaleId, long... pointsAndTimes) {
    Scale scale = Scale.find(metric, scaleId).orElseThrow();
    Tally tally = new Tally();
    for (int i = 0; i < pointsAndTimes.length; i += 2) {
      int point = (int) pointsAndTimes[i];
      tally.add(ChoiceCode.of(point, scale.classOf(point)), point, pointsAndTimes[i + 1]);
    }
    return new Tallies().put(new Measure(metric.id(), scaleId), tally);
  }

  public static Tallies yesNo(Metric metric, long yes, long n) {
    return new Tallies()
        .put(Measure.of(metric.id()), new Tally().add(1, 1, yes).add(0, 0, n - yes));
  }

  public static Tallies durations(Metric metric, Duration... spans) {
    Tallies tallies = new Tallies();
    for (Duration span : spans) {
      tallies.add(Observation.duration(metric.id(), span, MONDAY));
    }
    return tallies;
  }
}
