package dev.barometer.reporting.dashboard;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one sees what a score is made of: what people wrote, cases, or tickets. */
public final class MadeOf {
  private static final Set<Metric> CASES =
      Set.of(
          Metrics.COMPLAINTS,
          Metrics.COMPLAINT_HANDLING_TIME,
          Metrics.COMPLAINT_SLA,
          Metrics.ESCALATION_RATE,
          Metrics.COMPLAINT_REPEAT_RATE);

  private MadeOf() {}

  static boolean isOfInvitations(Metric metric) {
    return metric.equals(Metrics.RESPONSE_RATE) || metric.equals(Metrics.RESPONSE_RATE_DELIVERED);
  }

  /** {@code comments}, {@code cases} or {@code tickets}. */
  static String kind(Metric metric) {
    return metric.opinion() ? "comments" : CASES.contains(metric) ? "cases" : "tickets";
  }

  /**
   * The list of it.
   *
   * @param query which period and whose, as pages are asked for
   * @param cases the list of those that were opened then; null where there is none
   * @return null where nothing lists it
   */
  public static @Nullable String list(Metric metric, String query, @Nullable String cases) {
    if (isOfInvitations(metric)) {
      return null;
    }
    if (CASES.contains(metric)) {
      return cases == null || isOfOpening(metric) ? cases : cases + "&status=closed";
    }
    if (metric.opinion()) {
      return "/comments?" + query;
    }
    String date =
        switch (metric.id()) {
          case "first-response-time" -> "responded";
          case "tickets-closed" -> "closed";
          case "sla", "art", "reopen-rate" -> "resolved";
          default -> "opened";
        };
    return "/tickets?" + query + "&dates=" + date;
  }

  /** The others are of cases that were closed; the desk looks for them by when they were opened. */
  private static boolean isOfOpening(Metric metric) {
    return metric.equals(Metrics.COMPLAINTS) || metric.equals(Metrics.COMPLAINT_REPEAT_RATE);
  }
}
