package dev.barometer.reporting.edition;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers a section tells.
 *
 * @param figures of the whole scope and period
 * @param tables of what it is made of
 * @param trends how they went
 * @param measured whose operating data; null for none
 */
record Outline(
    List<Metric> figures, List<TableOf> tables, List<Metric> trends, @Nullable Measured measured) {
  static final String TYPE = "type";

  /**
   * @param by a dimension, or {@link #TYPE}
   */
  record TableOf(Metric metric, String by) {}

  /** Whose operating data a section tells. */
  enum Measured {
    SYSTEMS,
    PEOPLE
  }

  /** Empty where it tells none. */
  Optional<Measured> measures() {
    return Optional.ofNullable(measured);
  }

  private static final String CHANNEL = Dimension.CHANNEL.label();
  private static final String PRIORITY = Dimension.PRIORITY.label();
  private static final String CATEGORY = Dimension.CATEGORY.label();
  private static final String AGENT = Dimension.AGENT.label();

  static Outline of(Section section) {
    return switch (section) {
      case OVERVIEW ->
          only(
              Metrics.TICKETS_CLOSED,
              Metrics.SLA,
              Metrics.ART,
              Metrics.CSAT,
              Metrics.NPS,
              Metrics.COMPLAINTS);
      case VOLUME ->
          new Outline(
              List.of(Metrics.TICKETS_OPENED, Metrics.TICKETS_CLOSED, Metrics.REOPEN_RATE),
              List.of(
                  new TableOf(Metrics.TICKETS_CLOSED, CHANNEL),
                  new TableOf(Metrics.TICKETS_CLOSED, TYPE),
                  new TableOf(Metrics.TICKETS_CLOSED, PRIORITY),
                  new TableOf(Metrics.TICKETS_CLOSED, CATEGORY),
                  new TableOf(Metrics.TICKETS_CLOSED, AGENT),
                  new TableOf(Metrics.REOPEN_RATE, AGENT),
                  new TableOf(Metrics.ART, AGENT)),
              List.of(),
              Measured.PEOPLE);
      case FAULTS ->
          new Outline(
              List.of(
                  Metrics.FIRST_RESPONSE_TIME,
                  Metrics.ART,
                  Metrics.WAITING_TIME,
                  Metrics.FIRST_CONTACT_RESOLUTION,
                  Metrics.ESCALATION_RATE,
                  Metrics.REOPEN_RATE),
              List.of(new TableOf(Metrics.ART, PRIORITY), new TableOf(Metrics.ART, CATEGORY)),
              List.of(),
              null);
      case SLA ->
          new Outline(
              List.of(Metrics.SLA),
              List.of(
                  new TableOf(Metrics.SLA, PRIORITY),
                  new TableOf(Metrics.SLA, CATEGORY),
                  new TableOf(Metrics.SLA, CHANNEL)),
              List.of(),
              null);
      case SATISFACTION ->
          only(
              Metrics.CSAT,
              Metrics.NPS,
              Metrics.CES,
              Metrics.RATER_RELIABILITY,
              Metrics.RATER_ASSURANCE,
              Metrics.RATER_TANGIBLES,
              Metrics.RATER_EMPATHY,
              Metrics.RATER_RESPONSIVENESS,
              Metrics.RESPONSE_RATE,
              Metrics.LOST_TIME);
      case COMPLAINTS ->
          only(
              Metrics.COMPLAINTS,
              Metrics.COMPLAINT_SLA,
              Metrics.COMPLAINT_HANDLING_TIME,
              Metrics.COMPLAINT_REPEAT_RATE);
      case TRENDS ->
          new Outline(
              List.of(),
              List.of(),
              List.of(Metrics.TICKETS_CLOSED, Metrics.ART, Metrics.SLA, Metrics.CSAT, Metrics.NPS),
              null);
      case OPERATIONS -> new Outline(List.of(), List.of(), List.of(), Measured.SYSTEMS);
      case IMPROVEMENT -> only();
    };
  }

  private static Outline only(Metric... metrics) {
    return new Outline(List.of(metrics), List.of(), List.of(), null);
  }
}
