package dev.barometer.reporting.operating;

import dev.barometer.contract.rule.Names;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.score.Scope;
import dev.barometer.starter.web.DateParameter;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what one request sent, and remembers all that is wrong with it: all of it is taken, or
 * nothing.
 */
final class OperatingRules {
  static final int LONGEST_SYSTEM = 100;
  static final int LONGEST_SOURCE = 60;
  static final Pattern MEASURE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Who sends thousands of wrong points is helped by the first ones. */
  private static final int MOST_TOLD = 100;

  private static final double MOST_VALUE = 1e15;

  /** Clocks differ; a day begins earlier elsewhere. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private final ZoneId zone;
  private final Instant now;
  private final int mostPoints;
  private final List<Violation> wrong = new ArrayList<>();
  private final Map<String, SentSeries> series = new LinkedHashMap<>();
  private int points;
  private long untold;

  /**
   * @param zone where a date begins
   */
  OperatingRules(ZoneId zone, Instant now, int mostPoints) {
    this.zone = zone;
    this.now = now;
    this.mostPoints = mostPoints;
  }

  /** As it stands in what was sent; null where it is left out. */
  record Raw(
      @Nullable String system,
      @Nullable String measure,
      @Nullable String unit,
      @Nullable String scope) {}

  /**
   * What is right, by series.
   *
   * @throws InvalidRequestException with all that is wrong
   */
  List<SentSeries> sent() {
    if (untold > 0) {
      wrong.add(new Violation("", "has " + untold + " more of such"));
    }
    if (!wrong.isEmpty()) {
      throw new InvalidRequestException(wrong);
    }
    return List.copyOf(series.values());
  }

  void violation(String field, String rule) {
    if (wrong.size() < MOST_TOLD) {
      wrong.add(new Violation(field, rule));
    } else {
      untold++;
    }
  }

  /** Who says it; empty where that cannot be. */
  String source(String field, @Nullable String text) {
    String source = name(text);
    if (source.isEmpty() || source.length() > LONGEST_SOURCE) {
      violation(field, "must have 1 to " + LONGEST_SOURCE + " characters");
      return "";
    }
    return source;
  }

  private static String name(@Nullable String text) {
    return Objects.requireNonNullElse(Names.normalised(text), "");
  }

  /**
   * The series that points are of; null where something is wrong with it.
   *
   * @param field where a part of it stands
   */
  @Nullable SentSeries series(Raw raw, UnaryOperator<String> field) {
    int before = wrong.size();
    long untoldBefore = untold;
    String system = system(raw.system(), field.apply("system"));
    String measure = raw.measure() == null ? "" : raw.measure().strip();
    if (!MEASURE.matcher(measure).matches()) {
      violation(
          field.apply("measure"),
          "must be 1 to 40 of a-z, 0-9 and -, the first a letter; known are "
              + String.join(", ", KnownMeasure.labels()));
    }
    MeasureUnit unit = unit(raw.unit(), field.apply("unit"));
    String scope = scope(raw.scope(), field.apply("scope"));
    KnownMeasure known = KnownMeasure.of(measure).orElse(null);
    if (known != null && unit != null && !known.allows(unit)) {
      violation(field.apply("unit"), "must be " + known.unitsInWords() + " for " + measure);
    }
    if (known != null && known.isOfPeople() != MeasuredSeries.isOfPeople(system)) {
      violation(
          field.apply("system"),
          known.isOfPeople()
              ? "must be team:NAME for " + measure
              : "must not be of people for " + measure);
    }
    if (wrong.size() > before || untold > untoldBefore || unit == null) {
      return null;
    }
    return joined(
        new SentSeries(field.apply(""), system, measure, unit, scope, new TreeMap<>()), field);
  }

  private String system(@Nullable String text, String field) {
    String system = name(text);
    boolean isTeam = MeasuredSeries.isOfPeople(system);
    String team = isTeam ? name(MeasuredSeries.teamOf(system)) : "";
    if (system.isEmpty() || system.length() > LONGEST_SYSTEM || (isTeam && team.isEmpty())) {
      violation(field, "must have 1 to " + LONGEST_SYSTEM + " characters");
    }
    return isTeam ? "team:" + team : system;
  }

  private @Nullable MeasureUnit unit(@Nullable String text, String field) {
    MeasureUnit unit = text == null ? null : MeasureUnit.of(text.strip()).orElse(null);
    if (unit == null) {
      violation(field, "must be one of " + String.join(", ", MeasureUnit.labels()));
    }
    return unit;
  }

  /** Null for none and for all: a series of all has none. */
  private @Nullable String scope(@Nullable String text, String field) {
    if (name(text).isEmpty()) {
      return null;
    }
    try {
      Scope scope = Scope.asked(name(text));
      return scope.equals(Scope.ALL) ? null : scope.toString();
    } catch (IllegalArgumentException unreadable) {
      violation(
          field,
          "must be all, one dimension (service:Email) or a pair (service:Email,team:Group 56)");
      return null;
    }
  }

  /** Rows, or lists, of one series are one. */
  private @Nullable SentSeries joined(SentSeries next, UnaryOperator<String> field) {
    SentSeries first = series.putIfAbsent(next.id(), next);
    if (first == null) {
      return next;
    }
    if (first.unit() != next.unit()) {
      violation(
          field.apply("unit"), "must be " + first.unit().label() + ", as before in what was sent");
      return null;
    }
    if (next.scope() != null && !Objects.equals(first.scope(), next.scope())) {
      violation(field.apply("scope"), "must be the same wherever the series is sent");
      return null;
    }
    return first;
  }

  /**
   * One point of it.
   *
   * @param value null where it is to be taken away
   */
  void point(
      SentSeries of,
      @Nullable String at,
      @Nullable Double value,
      String source,
      UnaryOperator<String> field) {
    if (++points == mostPoints + 1) {
      violation("", "must have at most " + mostPoints + " points: send them in parts");
    }
    Instant moment = moment(at, field.apply("at"));
    boolean isNumber = value == null || isNumber(of, value, field.apply("value"));
    if (moment == null || !isNumber) {
      return;
    }
    SentSeries.Sent sent = new SentSeries.Sent(value, source);
    SentSeries.Sent twice = of.points().putIfAbsent(moment, sent);
    if (twice != null && !Objects.equals(twice.value(), value)) {
      violation(field.apply("at"), "must not be sent twice with two values");
    }
  }

  private @Nullable Instant moment(@Nullable String text, String field) {
    if (text == null || text.isBlank()) {
      violation(field, "is required");
      return null;
    }
    Instant at;
    try {
      at = DateParameter.read(field, text.strip(), zone);
    } catch (InvalidRequestException e) {
      e.violations().forEach(one -> violation(one.field(), one.rule()));
      return null;
    }
    if (at.getEpochSecond() % 60 != 0 || at.getNano() != 0) {
      violation(field, "must be a date or a whole minute");
      return null;
    }
    if (at.isAfter(now.plus(AHEAD))) {
      violation(field, "must not be in the future");
      return null;
    }
    return at;
  }

  private boolean isNumber(SentSeries of, double value, String field) {
    if (!Double.isFinite(value) || Math.abs(value) > MOST_VALUE) {
      violation(field, "must be a number of at most 15 digits before the point");
      return false;
    }
    KnownMeasure known = KnownMeasure.of(of.measure()).orElse(null);
    if (known != null && !known.allows(value)) {
      violation(field, known.rangeInWords());
      return false;
    }
    return true;
  }
}
