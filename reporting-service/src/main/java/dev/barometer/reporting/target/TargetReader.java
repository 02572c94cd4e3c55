package dev.barometer.reporting.target;

import dev.barometer.contract.rule.Violations;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Scale;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is to be set; names each field that cannot be so. */
@Component
class TargetReader {
  static final int LONGEST_SOURCE = 500;

  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

  private final KeptPairs pairs;

  TargetReader(KeptPairs pairs) {
    this.pairs = pairs;
  }

  /** As it is kept; refused where no score is of it. */
  String scope(String text) {
    Scope scope = Parameters.scope(text);
    pairs.require("scope", scope.values().keySet());
    return scope.toString();
  }

  /** Its first revision. */
  Target read(
      Metric metric, String scope, TargetRequest asked, LocalDate today, Instant now, String by) {
    Violations wrong = new Violations(now);
    if (!Yardstick.measures(metric)) {
      wrong.broken("metric", "must not be a count: more of it is neither better nor worse");
    }
    Optional<Scale> scale = scale(metric, asked.scale(), wrong);
    Range range = Range.of(metric, scale);
    boolean lowIsGood = scale.map(Scale::lowIsGood).orElse(metric.lowIsGood());
    range.check("target", asked.target(), wrong);
    Bands bands = bands(asked.bands(), range, lowIsGood, wrong);
    Baseline baseline = baseline(asked.baseline(), range, wrong);
    if (asked.target() == null && asked.bands() == null && asked.baseline() == null) {
      wrong.broken("target", "is required where there are neither bands nor a baseline");
    }
    String source = source("source", asked.source(), wrong);
    LocalDate from = day(asked.from(), today, wrong);
    if (!wrong.all().isEmpty()) {
      throw new InvalidRequestException(wrong.all());
    }
    return new Target(
        metric.id(),
        scope,
        1,
        scale.map(Scale::id).orElse(null),
        asked.target(),
        bands,
        baseline,
        source,
        from,
        false,
        now,
        by);
  }

  /** Of a mean, whose values depend on it; where there is but one, it is that. */
  private static Optional<Scale> scale(Metric metric, @Nullable String asked, Violations wrong) {
    List<Scale> scales = scalesOf(metric);
    if (scales.isEmpty()) {
      if (asked != null) {
        wrong.broken("scale", "must be left out: its values are the same on all scales");
      }
      return Optional.empty();
    }
    if (asked == null && scales.size() == 1) {
      return Optional.of(scales.get(0));
    }
    wrong.oneOf("scale", asked, scales.stream().map(Scale::id).toList());
    return scales.stream().filter(one -> one.id().equals(asked)).findFirst();
  }

  /** Those one has to choose from. */
  static List<Scale> scalesOf(Metric metric) {
    return metric.formula() == Metric.Formula.POINT_MEAN ? Scale.of(metric) : List.of();
  }

  /** Which values there are. */
  private record Range(double least, double most) {
    static Range of(Metric metric, Optional<Scale> scale) {
      return switch (metric.formula()) {
        case BALANCE -> new Range(-100, 100);
        case POSITIVE_SHARE, YES_SHARE -> new Range(0, 100);
        case DURATION_MEAN, COUNT -> new Range(0, Integer.MAX_VALUE);
        case POINT_MEAN ->
            scale
                .map(one -> new Range(one.lowest(), one.highest()))
                .orElse(new Range(-Double.MAX_VALUE, Double.MAX_VALUE));
      };
    }

    void check(String field, @Nullable Double value, Violations wrong) {
      if (value != null && !(least <= value && value <= most)) {
        wrong.broken(field, "must be from " + (long) least + " to " + (long) most);
      }
    }
  }

  private static @Nullable Bands bands(
      TargetRequest.@Nullable BandsRequest asked,
      Range range,
      boolean lowIsGood,
      Violations wrong) {
    if (asked == null) {
      return null;
    }
    Double good = asked.good();
    Double excellent = asked.excellent();
    wrong.present("bands.good", good);
    range.check("bands.good", good, wrong);
    range.check("bands.excellent", excellent, wrong);
    if (good != null
        && excellent != null
        && (good.equals(excellent) || !Verdict.isAsGoodAs(good, excellent, lowIsGood))) {
      wrong.broken("bands.excellent", "must be better than what is good");
    }
    return good == null
        ? null
        : new Bands(good, excellent, excellent != null && Boolean.TRUE.equals(asked.above()));
  }

  private static @Nullable Baseline baseline(
      TargetRequest.@Nullable BaselineRequest asked, Range range, Violations wrong) {
    if (asked == null) {
      return null;
    }
    Double value = asked.value();
    wrong.present("baseline.value", value);
    range.check("baseline.value", value, wrong);
    String source = source("baseline.source", asked.source(), wrong);
    return value == null ? null : new Baseline(value, source);
  }

  private static String source(String field, @Nullable String asked, Violations wrong) {
    String source = asked == null ? "" : asked.strip();
    if (source.isEmpty()) {
      wrong.broken(field, "is required: a number without its source cannot be weighed");
    }
    wrong.text(field, source, LONGEST_SOURCE);
    return source;
  }

  private static LocalDate day(@Nullable String text, LocalDate today, Violations wrong) {
    if (text == null) {
      return today;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(EARLIEST) && day.isBefore(LATEST)) {
        return day;
      }
      wrong.broken("from", "must be between 2000 and 2199");
    } catch (DateTimeException noDay) {
      wrong.broken("from", "must be a date such as 2026-10-01");
    }
    return today;
  }
}
