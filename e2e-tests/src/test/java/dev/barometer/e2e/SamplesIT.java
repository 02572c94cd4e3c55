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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the samples of {@code ./run} show of complaints, and that another start adds nothing. */
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

      Map<String, List<String>> before = done(suite, first);
      try (SampleTraffic again = traffic(suite, desk, SECOND)) {
        again.start();
        Suite.eventually().until(() -> hasToldOfJuly(suite));
      }

      assertThat(done(suite, samples(suite))).isEqualTo(before);
    }
  }

  private static SampleTraffic traffic(Suite suite, SampleDesk desk, Clock clock) {
    URI survey = suite.running().survey();
    return new SampleTraffic(
        survey, suite.running().complaint(), suite.running().token(), desk, clock);
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
