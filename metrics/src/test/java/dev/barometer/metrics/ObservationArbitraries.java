package dev.barometer.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Observations of every metric, within ten days, and lists of them. */
class ObservationArbitraries extends DomainContextBase {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @Provide
  Arbitrary<Observation> observations() {
    return Arbitraries.oneOf(answers(), yesNos(), durations(), volumes()).withoutEdgeCases();
  }

  @Provide
  Arbitrary<List<Observation>> lists() {
    return observations().list().ofMaxSize(40);
  }

  /** Any class, or none: the cuts belong to the survey version. */
  private static Arbitrary<Observation> answers() {
    List<Measure> measures =
        Metrics.all().stream()
            .flatMap(metric -> Scale.of(metric).stream().map(s -> new Measure(metric.id(), s.id())))
            .toList();
    return Combinators.combine(
            Arbitraries.of(measures),
            Arbitraries.integers().between(-1, 10),
            Arbitraries.of(PointClass.class).injectNull(0.1),
            times())
        .as((m, point, cls, time) -> Observation.choice(m.metric(), m.scale(), point, cls, time));
  }

  private static Arbitrary<Observation> yesNos() {
    return Combinators.combine(idsOf(Family.YES_NO), Arbitraries.of(true, false), times())
        .as(Observation::yesNo);
  }

  private static Arbitrary<Observation> durations() {
    Arbitrary<Duration> spans =
        Arbitraries.longs().between(0, 10_000_000_000L).map(Duration::ofMillis);
    return Combinators.combine(idsOf(Family.DURATION), spans, times()).as(Observation::duration);
  }

  private static Arbitrary<Observation> volumes() {
    return Combinators.combine(idsOf(Family.VOLUME), times()).as(Observation::volume);
  }

  private static Arbitrary<String> idsOf(Family family) {
    return Arbitraries.of(
        Metrics.all().stream()
            .filter(metric -> metric.family() == family)
            .map(Metric::id)
            .toList());
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs().between(0, 239).map(hours -> START.plus(Duration.ofHours(hours)));
  }

  /** The tallies of observations, counted one by one. */
  static Tallies tallied(List<Observation> observations) {
    Tallies tallies = new Tallies();
    observations.forEach(tallies::add);
    return tallies;
  }
}
