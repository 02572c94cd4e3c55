package dev.barometer.complaint.clock;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much business time there is for each step of a case: ISO 8601 durations in which a day is a
 * business day.
 *
 * @param acknowledge until a person says that it is looked at
 * @param assess until somebody has judged how bad it is
 * @param answer until the customer has an answer
 * @param limit until it is over
 * @param warnAt after which share of a clock somebody is warned; above 0, at most 1
 * @param special what is different for some; the first that matches counts
 */
@ConfigurationProperties("barometer.complaints.clocks")
public record ClockProperties(
    @DefaultValue("P1D") String acknowledge,
    @DefaultValue("P2D") String assess,
    @DefaultValue("P5D") String answer,
    @DefaultValue("P20D") String limit,
    @DefaultValue("0.75") double warnAt,
    @DefaultValue List<Special> special) {

  public ClockProperties {
    if (!(warnAt > 0 && warnAt <= 1)) {
      throw new IllegalArgumentException(
          "barometer.complaints.clocks.warn-at must be above 0 and at most 1: " + warnAt);
    }
    special = List.copyOf(special);
  }

  /**
   * Targets of some cases.
   *
   * @param kind null where either is meant
   * @param severity null where either is meant
   * @param acknowledge null where the usual one goes; so with the others
   */
  public record Special(
      @Nullable String kind,
      @Nullable String severity,
      @Nullable String acknowledge,
      @Nullable String assess,
      @Nullable String answer,
      @Nullable String limit) {

    boolean matches(String caseKind, String caseSeverity) {
      return (kind == null || kind.equals(caseKind))
          && (severity == null || severity.equals(caseSeverity));
    }

    @Nullable String of(ClockName name) {
      return switch (name) {
        case ACKNOWLEDGE -> acknowledge;
        case ASSESS -> assess;
        case ANSWER -> answer;
        case LIMIT -> limit;
      };
    }
  }

  /** The text of a target. */
  String of(ClockName name, String kind, String severity) {
    return special.stream()
        .filter(one -> one.matches(kind, severity) && one.of(name) != null)
        .map(one -> String.valueOf(one.of(name)))
        .findFirst()
        .orElseGet(
            () ->
                switch (name) {
                  case ACKNOWLEDGE -> acknowledge;
                  case ASSESS -> assess;
                  case ANSWER -> answer;
                  case LIMIT -> limit;
                });
  }
}
