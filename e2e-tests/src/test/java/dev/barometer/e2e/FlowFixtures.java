package dev.barometer.e2e;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tickets and answers as platforms send them. */
final class FlowFixtures {
  private FlowFixtures() {}

  /** The data of a ticket event; closed where it has a time of resolution. */
  static Map<String, Object> ticketData(
      String id, int revision, Instant openedAt, Instant resolvedAt, String team) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("ticketId", id);
    data.put("revision", revision);
    data.put("status", resolvedAt == null ? "open" : "closed");
    data.put("openedAt", openedAt.toString());
    data.put("resolvedAt", resolvedAt == null ? null : resolvedAt.toString());
    data.put("closedAt", resolvedAt == null ? null : resolvedAt.toString());
    data.put("slaMet", resolvedAt == null ? null : true);
    data.put("requester", Map.of("id", "u-17"));
    data.put("context", Map.of("team", team, "channel", "Phone"));
    return data;
  }

  /** The same as a CloudEvent in structured mode. */
  static Map<String, Object> ticket(
      String id, int revision, Instant openedAt, Instant resolvedAt, String team) {
    return Map.of(
        "specversion",
        "1.0",
        "id",
        id + "-" + revision,
        "source",
        "/itsm/test",
        "type",
        ticketType(resolvedAt),
        "time",
        openedAt.toString(),
        "subject",
        id,
        "datacontenttype",
        "application/json",
        "data",
        ticketData(id, revision, openedAt, resolvedAt, team));
  }

  static String ticketType(Instant resolvedAt) {
    return "dev.barometer.ticket." + (resolvedAt == null ? "opened" : "closed");
  }

  static Map<String, Object> response(String id, int point, Instant submittedAt, String team) {
    return Map.of(
        "responseId",
        id,
        "surveyId",
        "after-ticket",
        "surveyVersion",
        1,
        "submittedAt",
        submittedAt.toString(),
        "channel",
        "web",
        "locale",
        "en",
        "respondent",
        Map.of("id", "u-" + id),
        "answers",
        List.of(
            Map.of("questionId", "recommend", "metric", "nps", "scale", "0-10", "value", point),
            Map.of("questionId", "why", "text", "Said " + point)),
        "context",
        Map.of("team", team));
  }
}
