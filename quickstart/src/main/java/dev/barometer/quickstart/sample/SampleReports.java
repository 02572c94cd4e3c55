package dev.barometer.quickstart.sample;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the desk reports by the month, and what it does to get better. */
final class SampleReports {
  /** How many months there are reports of: the first is published, the second is in review. */
  static final int MONTHS = 2;

  static final String STRATEGY = "sample-monthly";

  /** By which the action is known. */
  static final String CAUSE = "sample-network";

  /** Whose the action is: he works here, and has no address to which mail could go. */
  static final String OWNER = "Mina Park";

  private static final String OVERVIEW =
      "The desk is made up, and so are its tickets and answers. Where a figure rests on few of"
          + " them, nothing should be read into it.";

  private static final List<String> SYSTEMS = List.of("Email", "VPN");
  private static final String TEAM = "Network";
  private static final int WEEKS_OF_THE_ACTION = 12;
  private static final int DAYS_PER_OUTAGE = 12;
  private static final double PERCENT = 100;

  private SampleReports() {}

  /** It goes to nobody, so that no mail leaves a suite that somebody is trying out. */
  static Map<String, Object> strategy() {
    return Map.of(
        "strategyId",
        STRATEGY,
        "title",
        "Service desk",
        "scope",
        "all",
        "cadence",
        Map.of("every", "month", "day", 3),
        "compareTo",
        "previous",
        "languages",
        List.of("en", "zh-CN", "ko"),
        "template",
        Map.of(
            "satisfaction",
            "Each figure stands beside the number of answers that it rests on.",
            "operations",
            "Availability is what monitoring told: one value a day of each system.",
            "improvement",
            "Actions are named as they stood when the month was over."));
  }

  /**
   * What the lead writes herself, by section; all else that is said stands in the strategy.
   *
   * @param comments of the same period; one of them is quoted
   */
  static Map<String, Object> words(JsonNode report, JsonNode comments) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("overview", Map.of("text", OVERVIEW));
    longestMissed(report)
        .ifPresent(ticket -> words.put("sla", Map.of("notes", List.of(note(ticket)))));
    JsonNode quoted = comments.at("/items/0/responseId");
    if (quoted.isString()) {
      words.put("satisfaction", Map.of("comments", List.of(quoted.asString())));
    }
    return words;
  }

  private static Optional<String> longestMissed(JsonNode report) {
    for (JsonNode one : report.get("sections")) {
      if (one.get("section").asString().equals("sla")) {
        return one.at("/tickets/items/0/ticketId").stringValueOpt();
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> note(String ticket) {
    return Map.of(
        "item",
        ticket,
        "cause",
        "It waited for a part that was not in stock.",
        "measure",
        "Such parts are counted every Monday.");
  }

  static Map<String, Object> owner() {
    return Map.of("name", OWNER, "role", "agent", "teams", List.of(TEAM), "language", "en");
  }

  /**
   * An action of the network team.
   *
   * @param start the baseline is the eight weeks before it
   */
  static Map<String, Object> action(String ownerId, LocalDate start) {
    return Map.of(
        "title",
        "Renew gateway certificates before they end",
        "description",
        "Tickets of the VPN waited for certificates that had ended. They are renewed a month before"
            + " from now on.",
        "owner",
        ownerId,
        "scope",
        "team:" + TEAM,
        "comparisonScope",
        "team:Workplace",
        "metric",
        "sla",
        "target",
        95,
        "start",
        start.toString(),
        "due",
        start.plusWeeks(WEEKS_OF_THE_ACTION).toString(),
        "from",
        Map.of("kind", "manual", "id", CAUSE));
  }

  /** What is agreed of all, by metric; since before the first month that is reported. */
  static Map<String, Map<String, Object>> targets(LocalDate today) {
    String from = firstMonth(today).atDay(1).toString();
    return Map.of(
        "sla",
        Map.of("target", 90, "source", "Service agreement, annex 3", "from", from),
        "csat",
        Map.of(
            "target",
            80,
            "bands",
            Map.of("good", 75, "excellent", 85, "above", true),
            "source",
            "Yearly review with the business",
            "from",
            from));
  }

  /** The first of those that were over last. */
  static YearMonth firstMonth(LocalDate today) {
    return YearMonth.from(today).minusMonths(MONTHS);
  }

  /** A value for each day of the months that are reported, and of this one up to yesterday. */
  static Map<String, Object> availability(LocalDate today) {
    return Map.of(
        "source",
        "Sample monitoring",
        "series",
        SYSTEMS.stream()
            .map(
                system ->
                    Map.of(
                        "system",
                        system,
                        "measure",
                        "availability",
                        "unit",
                        "percent",
                        "points",
                        days(today)
                            .map(
                                day ->
                                    Map.of(
                                        "at", day.toString(), "value", availability(system, day)))
                            .toList()))
            .toList());
  }

  private static Stream<LocalDate> days(LocalDate today) {
    return firstMonth(today).atDay(1).datesUntil(today);
  }

  /** A function of system and day alone, so telling of a day again changes nothing. */
  private static double availability(String system, LocalDate day) {
    var random = new Random(31 * day.toEpochDay() + system.hashCode());
    var most = random.nextInt(DAYS_PER_OUTAGE) == 0 ? 3 : 0.1;
    return Math.round((PERCENT - most * random.nextDouble()) * 100) / 100.0;
  }
}
