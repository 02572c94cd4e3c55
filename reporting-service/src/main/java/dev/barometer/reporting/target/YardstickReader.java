package dev.barometer.reporting.target;

import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What scores are measured by, of whatever day: all of a page in one look. */
@Component
public class YardstickReader {
  private final TargetRepository targets;

  YardstickReader(TargetRepository targets) {
    this.targets = targets;
  }

  /** By the metric's id; none of what has no target, no baseline and no bands. */
  public Map<String, Yardstick> inForce(Scope scope, Collection<Metric> metrics, LocalDate day) {
    String own = scope.toString();
    String all = Scope.ALL.toString();
    Map<String, TargetHistory> known =
        targets
            .find(
                metrics.stream()
                    .filter(Yardstick::measures)
                    .flatMap(
                        one ->
                            Stream.of(
                                TargetRepository.id(one.id(), own),
                                TargetRepository.id(one.id(), all)))
                    .distinct()
                    .toList())
            .stream()
            .collect(
                Collectors.toMap(
                    one -> TargetRepository.id(one.metric(), one.scope()), Function.identity()));
    Map<String, Yardstick> inForce = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      Yardstick.nearest(metric, set(known, metric, own, day), set(known, metric, all, day))
          .ifPresent(one -> inForce.put(metric.id(), one));
    }
    return inForce;
  }

  private static Optional<Target> set(
      Map<String, TargetHistory> known, Metric metric, String scope, LocalDate day) {
    return Optional.ofNullable(known.get(TargetRepository.id(metric.id(), scope)))
        .flatMap(one -> one.inForce(day));
  }
}
