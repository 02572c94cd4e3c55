package dev.barometer.complaint.clock;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.calendar.BusinessCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  /**
   * Finds at the start what would otherwise be found with the first case.
   *
   * @throws StartRefusedException where a target is no span
   */
  void requireSpans(BusinessCalendar calendar) {
    for (ClockName name : ClockName.values()) {
      List<String> texts = new ArrayList<>(List.of(usual(name)));
      special.stream().map(one -> one.of(name)).filter(Objects::nonNull).forEach(texts::add);
      for (String text : texts) {
        try {
          calendar.span(text);
        } catch (IllegalArgumentException e) {
          throw new StartRefusedException(
              "barometer.complaints.clocks." + name.label() + " is no span: " + e.getMessage(),
              "Set one such as P2D (business days) or PT4H (business hours).");
        }
      }
    }
  }

  /** The text of a target. */
  String of(ClockName name, String kind, String severity) {
    return special.stream()
        .filter(one -> one.matches(kind, severity) && one.of(name) != null)
        .map(one -> String.valueOf(one.of(name)))
        .findFirst()
        .orElseGet(() -> usual(name));
  }

  private String usual(ClockName name) {
    return switch (name) {
      case ACKNOWLEDGE -> acknowledge;
      case ASSESS -> assess;
      case ANSWER -> answer;
      case LIMIT -> limit;
    };
  }
}
