package dev.barometer.metrics;

import dev.barometer.metrics.Metric.Formula;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every metric there is. A new one is one entry here and the observation that feeds it. */
public final class Metrics {
  public static final Metric NPS = choice("nps", Formula.BALANCE, "points");
  public static final Metric HAPPINESS = choice("happiness", Formula.BALANCE, "points");
  public static final Metric CSAT = choice("csat", Formula.POSITIVE_SHARE, "percent");
  public static final Metric CES = choice("ces", Formula.POINT_MEAN, "scale");
  public static final Metric RATER_RELIABILITY = rater("reliability");
  public static final Metric RATER_ASSURANCE = rater("assurance");
  public static final Metric RATER_TANGIBLES = rater("tangibles");
  public static final Metric RATER_EMPATHY = rater("empathy");
  public static final Metric RATER_RESPONSIVENESS = rater("responsiveness");
  public static final Metric SENTIMENT = choice("sentiment", Formula.POINT_MEAN, "scale");
  public static final Metric RESPONSE_RATE = share("response-rate", false);

  /** Of those that somebody took to the person; {@link #RESPONSE_RATE} is of all that were sent. */
  public static final Metric RESPONSE_RATE_DELIVERED = share("response-rate-delivered", false);

  public static final Metric SLA = share("sla", false);
  public static final Metric REOPEN_RATE = share("reopen-rate", true);
  public static final Metric FIRST_CONTACT_RESOLUTION = share("first-contact-resolution", false);
  public static final Metric ESCALATION_RATE = share("escalation-rate", true);
  public static final Metric COMPLAINT_SLA = share("complaint-sla", false);
  public static final Metric COMPLAINT_REPEAT_RATE = share("complaint-repeat-rate", true);
  public static final Metric ART = duration("art", false);
  public static final Metric FIRST_RESPONSE_TIME = duration("first-response-time", false);
  public static final Metric WAITING_TIME = duration("waiting-time", false);
  public static final Metric LOST_TIME = duration("lost-time", true);
  public static final Metric COMPLAINT_HANDLING_TIME = duration("complaint-handling-time", false);
  public static final Metric TICKETS_OPENED = volume("tickets-opened");
  public static final Metric TICKETS_CLOSED = volume("tickets-closed");
  public static final Metric RESPONSES = volume("responses");
  public static final Metric MENTIONS = volume("mentions");
  public static final Metric COMPLAINTS = volume("complaints");

  private static final Map<String, Metric> BY_ID = new LinkedHashMap<>();

  static {
    for (Metric metric :
        List.of(
            NPS,
            CSAT,
            CES,
            HAPPINESS,
            RATER_RELIABILITY,
            RATER_ASSURANCE,
            RATER_TANGIBLES,
            RATER_EMPATHY,
            RATER_RESPONSIVENESS,
            SENTIMENT,
            RESPONSE_RATE,
            RESPONSE_RATE_DELIVERED,
            ART,
            FIRST_RESPONSE_TIME,
            WAITING_TIME,
            SLA,
            REOPEN_RATE,
            FIRST_CONTACT_RESOLUTION,
            ESCALATION_RATE,
            LOST_TIME,
            COMPLAINT_SLA,
            COMPLAINT_REPEAT_RATE,
            COMPLAINT_HANDLING_TIME,
            TICKETS_OPENED,
            TICKETS_CLOSED,
            RESPONSES,
            MENTIONS,
            COMPLAINTS)) {
      BY_ID.put(metric.id(), metric);
    }
  }

  private Metrics() {}

  public static Optional<Metric> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** All metrics, the most asked for first. */
  public static List<Metric> all() {
    return List.copyOf(BY_ID.values());
  }

  private static Metric choice(String id, Formula formula, String unit) {
    return new Metric(id, Family.CHOICE, formula, unit, true, false);
  }

  private static Metric rater(String dimension) {
    return choice("rater-" + dimension, Formula.POINT_MEAN, "scale");
  }

  private static Metric share(String id, boolean lowIsGood) {
    return new Metric(id, Family.YES_NO, Formula.YES_SHARE, "percent", false, lowIsGood);
  }

  private static Metric duration(String id, boolean opinion) {
    return new Metric(id, Family.DURATION, Formula.DURATION_MEAN, "seconds", opinion, true);
  }

  private static Metric volume(String id) {
    return new Metric(id, Family.VOLUME, Formula.COUNT, "count", false, false);
  }
}
