package dev.barometer.reporting.target;

import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import dev.barometer.reporting.score.ScoreView;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a score is measured by.
 *
 * @param scope whose it was set; null where nobody set any and it is what is usual
 * @param revision of what was set; 0 where nobody did
 * @param from the first day on which it counts; null where nobody set it
 * @param scale that its values are on; null where any will do
 * @param target in the unit of the metric
 * @param source who set it, and why; {@link #USUAL} where nobody did
 */
public record Yardstick(
    String metric,
    @Nullable String scope,
    long revision,
    @Nullable LocalDate from,
    @Nullable String scale,
    @Nullable Double target,
    @Nullable Bands bands,
    @Nullable Baseline baseline,
    String source) {
  static final String USUAL = "usual";

  private static final Map<Metric, Bands> USUAL_BANDS =
      Map.of(Metrics.NPS, new Bands(25, 50.0, false), Metrics.CSAT, new Bands(75, 85.0, true));

  /** Whether anything is better of a metric: more of what is counted is neither good nor bad. */
  public static boolean measures(Metric metric) {
    return metric.formula() != Metric.Formula.COUNT;
  }

  /** What a metric is measured by where nobody set anything; empty where nothing is usual. */
  public static Optional<Yardstick> usual(Metric metric) {
    return Optional.ofNullable(USUAL_BANDS.get(metric))
        .map(bands -> new Yardstick(metric.id(), null, 0, null, null, null, bands, null, USUAL));
  }

  /** What was set for the scope itself, else for all, else what is usual. */
  static Optional<Yardstick> nearest(
      Metric metric, Optional<Target> ofScope, Optional<Target> ofAll) {
    return ofScope.or(() -> ofAll).map(Target::yardstick).or(() -> usual(metric));
  }

  /** Whether nobody set it. */
  public boolean usual() {
    return scope == null;
  }

  /** Whether it was set for all, and not for this scope alone. */
  public boolean ofAllFor(String asked) {
    return Scope.ALL.toString().equals(scope) && !asked.equals(scope);
  }

  public Metric measured() {
    return Metrics.find(metric).orElseThrow();
  }

  public boolean lowIsGood() {
    return Optional.ofNullable(scale)
        .flatMap(id -> Scale.find(measured(), id))
        .map(Scale::lowIsGood)
        .orElse(measured().lowIsGood());
  }

  /** What is to be reached: the target, else what is good; empty of a baseline alone. */
  public Optional<Double> goal() {
    return Optional.ofNullable(target).or(() -> Optional.ofNullable(bands).map(Bands::good));
  }

  /** Empty where there is no score, or one on another scale, or nothing to reach. */
  public Optional<Verdict> verdict(ScoreView score) {
    return goal()
        .filter(goal -> fits(score))
        .map(goal -> Verdict.of(score.interval(), goal, lowIsGood()));
  }

  /** What the score is called; empty where there are no bands for it. */
  public Optional<Grade> grade(ScoreView score) {
    Double value = score.value();
    return bands == null || value == null || !fits(score)
        ? Optional.empty()
        : Optional.of(bands.gradeOf(value, lowIsGood()));
  }

  private boolean fits(ScoreView score) {
    return score.hasValue() && (scale == null || scale.equals(score.scale()));
  }

  /** The same without the number of its version, which says nothing by itself. */
  public Yardstick unnumbered() {
    return new Yardstick(metric, scope, 0, from, scale, target, bands, baseline, source);
  }
}
