package dev.barometer.reporting.operating;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A measure that reports have a name for; there may be any others. None of them is below zero.
 *
 * <p>Those of people are told of a team, never of one person: their system is {@code team:NAME}.
 */
enum KnownMeasure {
  AVAILABILITY(false, 100, MeasureUnit.PERCENT),
  CAPACITY_USED(false, Double.MAX_VALUE, MeasureUnit.PERCENT),
  USAGE(false, Double.MAX_VALUE, MeasureUnit.COUNT, MeasureUnit.REQUESTS),
  RESPONSE_TIME(false, Double.MAX_VALUE, MeasureUnit.MILLISECONDS, MeasureUnit.SECONDS),
  WORKING_HOURS(true, Double.MAX_VALUE, MeasureUnit.HOURS),
  ABSENCE(true, Double.MAX_VALUE, MeasureUnit.HOURS, MeasureUnit.DAYS),
  ON_CALL(true, Double.MAX_VALUE, MeasureUnit.HOURS, MeasureUnit.DAYS);

  private final boolean ofPeople;
  private final double most;
  private final Set<MeasureUnit> units;

  KnownMeasure(boolean ofPeople, double most, MeasureUnit first, MeasureUnit... others) {
    this.ofPeople = ofPeople;
    this.most = most;
    this.units = EnumSet.of(first, others);
  }

  static Optional<KnownMeasure> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(KnownMeasure::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isOfPeople() {
    return ofPeople;
  }

  boolean allows(MeasureUnit unit) {
    return units.contains(unit);
  }

  boolean allows(double value) {
    return value >= 0 && value <= most;
  }

  double most() {
    return most;
  }

  String unitsInWords() {
    return units.stream().map(MeasureUnit::label).collect(Collectors.joining(" or "));
  }

  String rangeInWords() {
    return most == Double.MAX_VALUE
        ? "must not be below 0"
        : "must be between 0 and " + (long) most;
  }
}
