package dev.barometer.starter.progress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the age of the data is found out.
 *
 * @param watch up to where this service watches
 * @param freshWithin how old data may be and be called complete
 * @param behindAfter how old it may be before the health says that it is behind
 * @param groups who reads what; the same in all services
 */
@ConfigurationProperties("barometer.progress")
record ProgressProperties(
    Watch watch,
    @DefaultValue("10s") Duration freshWithin,
    @DefaultValue("5m") Duration behindAfter,
    @DefaultValue Groups groups) {

  /** Up to where. */
  enum Watch {
    /** To the state of scoring-service. */
    SCORING,
    /** To what reporting-service keeps. */
    REPORTING,
    /** To the cases of complaint-service. */
    DESK
  }

  /**
   * Consumer groups.
   *
   * @param tickets the gate of tickets
   * @param responses the gate of answers
   * @param lifecycle the gate of lifecycle events
   * @param asking who learns what can be asked about
   * @param cases who opens cases
   */
  record Groups(
      @DefaultValue("survey-service.guard-tickets") String tickets,
      @DefaultValue("survey-service.guard-responses") String responses,
      @DefaultValue("survey-service.guard-lifecycle") String lifecycle,
      @DefaultValue("survey-service") String asking,
      @DefaultValue("scoring-service") String scoring,
      @DefaultValue("reporting-service") String reporting,
      @DefaultValue("complaint-service") String cases) {}
}
