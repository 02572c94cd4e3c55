package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.quickstart.sample.SampleDesk;
import dev.barometer.quickstart.sample.SampleTraffic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the samples of {@code ./run} show of complaints and reports, and that another start adds
 * nothing.
 */
class SamplesIT {
  /** Of another month each, so that one sees how far the second start has come. */
  private static final Clock FIRST = at("2026-10-01T09:00:00Z");

  private static final Clock SECOND = at("2026-08-01T09:00:00Z");

  private static Clock at(String moment) {
    return Clock.fixed(Instant.parse(moment), ZoneOffset.UTC);
  }

  @Test
  void holdCasesAtEveryStage_andTheSameAfterAnotherStart(@TempDir Path data) {
    SampleDesk desk = SampleDesk.draw();
    try (Suite suite = new Suite(InProcessStack.embedded(data, ports -> desk.settings()))) {
      try (SampleTraffic traffic = traffic(suite, desk, FIRST)) {
        traffic.start();
        Suite.eventually().until(() -> samples(suite).size() == 12 && isReopened(suite));
        Suite.eventually().until(() -> !actions(suite, "running").isEmpty());
      }
      List<JsonNode> first = samples(suite);

      assertThat(statuses(first))
          .containsExactly(
              "acknowledged",
              "assessed",
              "closed",
              "investigating",
              "received",
              "responded",
              "withdrawn");
      JsonNode hurried =
          first.stream()
              .filter(one -> one.get("ticketId").asString().equals("INC-CASE-01"))
              .findFirst()
              .orElseThrow();
      assertThat(hurried.at("/clocks/0/targetSeconds").asLong()).isEqualTo(1_800);
      assertThat(first).anyMatch(one -> one.path("waitingFor").asString("").equals("customer"));
      assertThat(first).anyMatch(one -> one.has("stageOf"));

      checkReports(suite);
      checkAvailability(suite);
      checkAction(suite);

      Map<String, List<String>> before = done(suite, first);
      List<JsonNode> reports = reports(suite);
      List<JsonNode> actions = actions(suite, null);
      try (SampleTraffic again = traffic(suite, desk, SECOND)) {
        again.start();
        Suite.eventually().until(() -> hasToldOfJuly(suite) && hasGoneOn(suite));
      }

      assertThat(done(suite, samples(suite))).isEqualTo(before);
      assertThat(reports(suite)).isEqualTo(reports);
      assertThat(actions(suite, null)).isEqualTo(actions);
      JsonNode staff = suite.get(suite.running().reporting(), "/api/staff");
      assertThat(staff.get("items")).hasSize(1);
    }
  }

  private static SampleTraffic traffic(Suite suite, SampleDesk desk, Clock clock) {
    URI survey = suite.running().survey();
    return new SampleTraffic(
        survey,
        suite.running().complaint(),
        suite.running().reporting(),
        suite.running().token(),
        desk,
        clock);
  }

  /** Of August one is published, approved by another than who wrote it; of September none yet. */
  private static void checkReports(Suite suite) {
    List<JsonNode> reports = reports(suite);
    assertThat(reports)
        .extracting(one -> one.get("status").asString())
        .containsExactly("in-review", "published");
    assertThat(reports)
        .extracting(one -> one.get("from").asString())
        .containsExactly("2026-09-01T00:00:00Z", "2026-08-01T00:00:00Z");

    JsonNode published = reports.get(1);
    assertThat(steps(published))
        .containsExactly(
            "planned by Nora Quinn",
            "collected",
            "written by Nora Quinn",
            "written by Nora Quinn",
            "written by Nora Quinn",
            "submitted by Nora Quinn",
            "approved by Ines Duarte",
            "published by Ines Duarte");
    assertThat(published.get("checksum").asString()).startsWith("sha256:");
    assertThat(published.get("deliveries")).isEmpty();
    assertThat(sectionOf(published, "sla").at("/notes/0/cause").asString()).isNotEmpty();
    assertThat(sectionOf(published, "satisfaction").at("/comments/0/text").asString()).isNotEmpty();
    for (JsonNode report : reports) {
      assertThat(sectionOf(report, "overview").get("text").asString()).isNotEmpty();
      assertThat(sectionOf(report, "volume").at("/figures/0/score/n").asLong())
          .as("a month of visits is told before it is reported")
          .isGreaterThan(500);
      assertThat(sectionOf(report, "operations").get("measures")).hasSize(2);
    }
    String path = "/api/reports/" + published.get("reportId").asString() + "/verify";
    assertThat(
            suite
                .post(
                    suite.running().reporting(), path, "application/json", Map.of("against", "log"))
                .body())
        .contains("\"equal\":true");
  }

  private static List<String> steps(JsonNode report) {
    List<String> steps = new ArrayList<>();
    report
        .get("history")
        .forEach(
            step ->
                steps.add(
                    step.get("what").asString()
                        + (step.has("who") ? " by " + step.get("who").asString() : "")));
    return steps;
  }

  private static JsonNode sectionOf(JsonNode report, String name) {
    for (JsonNode section : report.get("sections")) {
      if (section.get("section").asString().equals(name)) {
        return section;
      }
    }
    throw new AssertionError("no section " + name);
  }

  /** A value for each day of August and September. */
  private static void checkAvailability(Suite suite) {
    for (String system : List.of("Email", "VPN")) {
      JsonNode points = availability(suite, system, "2026-08-01", "2026-10-01");
      assertThat(points).hasSize(61);
      assertThat(points)
          .allSatisfy(one -> assertThat(one.get("value").asDouble()).isBetween(97.0, 100.0));
    }
  }

  private static JsonNode availability(Suite suite, String system, String from, String to) {
    String path = "/api/operating-data?limit=100&measure=availability&system=";
    return suite
        .get(suite.running().reporting(), path + system + "&from=" + from + "&to=" + to)
        .get("items");
  }

  private static void checkAction(Suite suite) {
    List<JsonNode> actions = actions(suite, null);
    assertThat(actions).hasSize(1);
    JsonNode action =
        suite.get(
            suite.running().reporting(),
            "/api/actions/" + actions.get(0).get("actionId").asString());
    assertThat(action.get("status").asString()).isEqualTo("running");
    assertThat(action.get("ownerName").asString()).isEqualTo("Mina Park");
    assertThat(action.at("/effect/before/n").asLong())
        .as("its baseline holds what was told")
        .isGreaterThan(200);
  }

  /** The newest first, each as a whole. */
  private static List<JsonNode> reports(Suite suite) {
    List<JsonNode> reports = new ArrayList<>();
    suite
        .get(suite.running().reporting(), "/api/reports")
        .get("items")
        .forEach(
            one ->
                reports.add(
                    suite.get(
                        suite.running().reporting(),
                        "/api/reports/" + one.get("reportId").asString())));
    return reports;
  }

  private static List<JsonNode> actions(Suite suite, @Nullable String status) {
    List<JsonNode> actions = new ArrayList<>();
    suite
        .get(
            suite.running().reporting(),
            "/api/actions" + (status == null ? "" : "?status=" + status))
        .get("items")
        .forEach(actions::add);
    return actions;
  }

  /** The last that is done: it was investigated once before, too. */
  private static boolean isReopened(Suite suite) {
    List<JsonNode> reopened =
        samples(suite).stream()
            .filter(one -> one.get("ticketId").asString().equals("INC-CASE-11"))
            .toList();
    return done(suite, reopened).values().stream().anyMatch(what -> what.contains("reopened"));
  }

  /** Which it does after it has worked on the cases. */
  private static boolean hasToldOfJuly(Suite suite) {
    String path = "/api/scores/tickets-opened?scope=all&from=2026-07-03&to=2026-07-30";
    return suite.get(suite.running().reporting(), path).get("n").asInt() > 0;
  }

  /** To tell of a visit that has just ended, which it does when it is through with reports. */
  private static boolean hasGoneOn(Suite suite) {
    String visit = "INC-LIVE-" + SECOND.instant().getEpochSecond();
    String path = "/api/tickets?from=2026-07-30&to=2026-08-02&limit=1000";
    return suite.get(suite.running().reporting(), path).toString().contains(visit);
  }

  private static List<JsonNode> samples(Suite suite) {
    List<JsonNode> found = new ArrayList<>();
    suite
        .get(suite.running().complaint(), "/api/complaints?limit=200")
        .get("items")
        .forEach(
            one -> {
              if (one.path("ticketId").asString("").startsWith("INC-CASE-")) {
                found.add(one);
              }
            });
    return found;
  }

  private static TreeSet<String> statuses(List<JsonNode> cases) {
    TreeSet<String> statuses = new TreeSet<>();
    cases.forEach(one -> statuses.add(one.get("status").asString()));
    return statuses;
  }

  /** What people did, by case: what happens by itself goes on meanwhile. */
  private static TreeMap<String, List<String>> done(Suite suite, List<JsonNode> cases) {
    TreeMap<String, List<String>> done = new TreeMap<>();
    for (JsonNode one : cases) {
      String id = one.get("complaintId").asString();
      List<String> byPeople = new ArrayList<>();
      suite
          .get(suite.running().complaint(), "/api/complaints/" + id)
          .get("history")
          .forEach(
              entry -> {
                if (!entry.get("who").asString().equals("barometer")) {
                  byPeople.add(entry.get("what").asString());
                }
              });
      done.put(id, byPeople);
    }
    return done;
  }
}
