package dev.barometer.reporting.target;

import dev.barometer.metrics.Metric;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Sets targets and ends them, and writes down who did it, before it is done. */
@Component
class TargetPublisher {
  /** All versions of a target are one document. */
  private static final int MOST_VERSIONS = 1_000;

  private final TargetRepository targets;
  private final TargetReader reader;
  private final OrganisationCalendar calendar;
  private final AuditLog audit;
  private final Clock clock;

  TargetPublisher(
      TargetRepository targets,
      TargetReader reader,
      OrganisationCalendar calendar,
      AuditLog audit,
      Clock clock) {
    this.targets = targets;
    this.reader = reader;
    this.calendar = calendar;
    this.audit = audit;
    this.clock = clock;
  }

  /** Where the organisation is. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), calendar.zone());
  }

  /**
   * Has it count from its day on; the same once more changes nothing.
   *
   * @param wanted the revision that the change is meant for; null where any will do
   */
  TargetHistory set(
      Metric metric, String scope, @Nullable Long wanted, TargetRequest asked, String by) {
    Target read = reader.read(metric, scope, asked, today(), now(), by);
    boolean isOfAnyDay = asked.from() == null;
    return become(
        targets.find(metric.id(), scope),
        wanted,
        "target.set",
        by,
        before ->
            before
                    .newest()
                    .filter(
                        newest -> newest.saysTheSameAs(isOfAnyDay ? sinceThen(read, newest) : read))
                    .isPresent()
                ? Optional.empty()
                : Optional.of(read));
  }

  /** Where no day was asked for, what counts already goes on counting from its own. */
  private static Target sinceThen(Target asked, Target newest) {
    return newest.from().isAfter(asked.from()) ? asked : asked.from(newest.from());
  }

  /**
   * Has nothing count any more from today on.
   *
   * @throws ResponseStatusException 404 where nothing was ever set
   */
  TargetHistory end(Metric metric, String scope, @Nullable Long wanted, String by) {
    TargetHistory there = targets.find(metric.id(), scope);
    IfMatch.require(wanted, there.revision());
    if (there.revision() == 0) {
      throw new ResponseStatusException(
          HttpStatus.NOT_FOUND, "There is no target of " + metric.id() + " for " + scope);
    }
    return become(
        there,
        wanted,
        "target.ended",
        by,
        before ->
            before
                .newest()
                .filter(newest -> !newest.ended() || newest.from().isAfter(today()))
                .map(newest -> newest.endedFrom(today())));
  }

  private TargetHistory become(
      TargetHistory there,
      @Nullable Long wanted,
      String act,
      String by,
      Function<TargetHistory, Optional<Target>> change) {
    TargetHistory before = there;
    boolean isWritten = false;
    while (true) {
      IfMatch.require(wanted, before.revision());
      Optional<Target> next = change.apply(before);
      if (next.isEmpty()) {
        return before;
      }
      if (before.versions().size() >= MOST_VERSIONS) {
        throw new InvalidRequestException(
            "scope", "has been changed " + MOST_VERSIONS + " times, and more is not kept");
      }
      if (!isWritten) {
        audit.record(
            act, TargetRepository.id(before.metric(), before.scope()), details(next.get()));
        isWritten = true;
      }
      TargetHistory after = before.with(next.get().as(before.revision() + 1, now(), by));
      if (targets.put(before, after)) {
        return after;
      }
      before = targets.find(before.metric(), before.scope());
    }
  }

  private static Map<String, String> details(Target target) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("from", target.from().toString());
    if (target.ended()) {
      return details;
    }
    put(details, "target", target.target());
    Bands bands = target.bands();
    put(details, "good", bands == null ? null : bands.good());
    put(details, "excellent", bands == null ? null : bands.excellent());
    Baseline baseline = target.baseline();
    put(details, "baseline", baseline == null ? null : baseline.value());
    details.put("source", target.source());
    return details;
  }

  private static void put(Map<String, String> details, String name, @Nullable Double value) {
    if (value != null) {
      details.put(name, value.toString());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
