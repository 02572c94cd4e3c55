package dev.barometer.scoring.observation;

import dev.barometer.metrics.Measure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Short numbers for the measures of today. They stand in stores, so a number keeps its meaning for
 * ever: new measures are only added at the end, and a measure that has none is written as text.
 */
final class MeasureCodes {
  /** No measure: its text follows. */
  static final int TEXT = 0;

  private static final List<Measure> MEASURES =
      List.of(
              "nps/0-10",
              "nps/1-10",
              "csat/2",
              "csat/3",
              "csat/5",
              "csat/7",
              "csat/10",
              "ces/effort-5",
              "ces/effort-7",
              "ces/ease-7",
              "happiness/0-10",
              "rater-reliability/agree-7",
              "rater-assurance/agree-7",
              "rater-tangibles/agree-7",
              "rater-empathy/agree-7",
              "rater-responsiveness/agree-7",
              "sentiment/sentiment",
              "response-rate",
              "art",
              "first-response-time",
              "sla",
              "reopen-rate",
              "first-contact-resolution",
              "escalation-rate",
              "lost-time",
              "complaint-sla",
              "complaint-handling-time",
              "tickets-opened",
              "tickets-closed",
              "responses",
              "mentions",
              "complaints",
              "waiting-time",
              "ces/ease-5",
              "ces/ease-10",
              "ces/ease-0-10",
              "response-rate-delivered",
              "complaint-repeat-rate")
          .stream()
          .map(Measure::parse)
          .toList();

  private static final Map<Measure, Integer> CODES = new HashMap<>();

  static {
    for (Measure measure : MEASURES) {
      CODES.put(measure, CODES.size() + 1);
    }
  }

  private MeasureCodes() {}

  /** The number of a measure, {@link #TEXT} where it has none. */
  static int codeOf(Measure measure) {
    return CODES.getOrDefault(measure, TEXT);
  }

  static Measure measureOf(int code) {
    if (code < 1 || code > MEASURES.size()) {
      throw new IllegalArgumentException("no measure has the number " + code);
    }
    return MEASURES.get(code - 1);
  }
}
