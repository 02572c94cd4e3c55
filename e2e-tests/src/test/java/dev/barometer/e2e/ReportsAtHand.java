package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.ApiDocument.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports and improvement actions that have come as far as a call wants them. */
final class ReportsAtHand {
  private static final String ALL = "/api/reports";
  private static final String ONE = ALL + "/{id}";
  private static final String ACTIONS = "/api/actions";

  /** What is done before each by its author or its reviewer, from the draft on. */
  private static final Map<String, List<String>> BEFORE =
      Map.of(
          "/return", List.of("submit"),
          "/approve", List.of("submit"),
          "/publish", List.of("submit", "approve"),
          "/editions", List.of("submit", "approve", "publish"));

  private final Suite suite;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable String author;
  private @Nullable String owner;

  ReportsAtHand(Suite suite) {
    this.suite = suite;
  }

  static boolean isOfOne(Operation operation) {
    return operation.path().startsWith(ONE) || operation.path().startsWith(ACTIONS + "/");
  }

  /** With somebody who works here where the example names somebody else. */
  JsonNode filled(JsonNode example) {
    if (!example.isObject() || !example.has("owner")) {
      return example;
    }
    ObjectNode filled = (ObjectNode) example.deepCopy();
    filled.put("owner", owner());
    return filled;
  }

  private String owner() {
    if (owner == null) {
      owner = added("/api/staff", Map.of("name", "Bo", "role", "manager")).get("id").asString();
    }
    return owner;
  }

  /** The path of one that it can be done with. */
  String pathOpenTo(Operation operation) {
    return operation.path().startsWith(ACTIONS)
        ? ofAction(operation, planned())
        : ofReport(operation, BEFORE.getOrDefault(rest(operation), List.of()));
  }

  /** The path of one that it cannot be done with. */
  String pathClosedTo(Operation operation) {
    if (operation.path().startsWith(ACTIONS)) {
      String id = planned();
      String move = operation.method().equals("PUT") ? "drop" : "start";
      assertThat(suite.post(reporting(), ACTIONS + "/" + id + "/" + move, JSON, Map.of()))
          .satisfies(answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
      return ofAction(operation, id);
    }
    boolean isOfDrafts =
        operation.path().contains("/sections/") || rest(operation).equals("/submit");
    return ofReport(operation, isOfDrafts ? List.of("submit") : List.of());
  }

  private static final String JSON = "application/json";

  private static String rest(Operation operation) {
    return operation.path().substring(ONE.length());
  }

  private static String ofAction(Operation operation, String id) {
    return operation.path().replace("{id}", id).replace("{move}", "start");
  }

  /** The id of one of March of the whole desk: it waits until all is counted. */
  String published() {
    return after(List.of("submit", "approve", "publish"));
  }

  /** What is another one now than when it was published. */
  JsonNode differences(String id, String against) {
    HttpResponse<String> told =
        sent("POST", ALL + "/" + id + "/verify", Map.of("against", against), author());
    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    return Suite.JSON.readTree(told.body()).get("differences");
  }

  JsonNode told(String id) {
    return suite.get(reporting(), ALL + "/" + id);
  }

  private String after(List<String> moves) {
    String id = draft();
    for (String move : moves) {
      String by = move.equals("approve") ? suite.running().token() : author();
      assertThat(sent("POST", ALL + "/" + id + "/" + move, Map.of(), by).statusCode())
          .isEqualTo(200);
    }
    return id;
  }

  private String ofReport(Operation operation, List<String> before) {
    String id = after(before);
    return operation.path().replace("{id}", id).replace("{section}", "sla");
  }

  private String planned() {
    Map<String, Object> action =
        Map.of(
            "title", "Answer within the hour",
            "owner", owner(),
            "scope", "all",
            "metric", "csat",
            "target", 85,
            "start", "2026-10-01",
            "due", "2027-12-31",
            "from", Map.of("kind", "manual"));
    return added(ACTIONS, action).get("actionId").asString();
  }

  private String draft() {
    Map<String, Object> plan =
        Map.of(
            "title", "March", "from", "2026-03-01", "to", "2026-04-01", "sections", List.of("sla"));
    HttpResponse<String> planned = sent("POST", ALL, plan, author());
    assertThat(planned.statusCode()).as(planned.body()).isEqualTo(201);
    String id = Suite.JSON.readTree(planned.body()).get("reportId").asString();
    Suite.eventually()
        .until(
            () -> suite.get(reporting(), ALL + "/" + id).get("status").asString().equals("draft"));
    return id;
  }

  /** Somebody else than who approves. */
  private String author() {
    if (author == null) {
      author =
          added("/api/tokens", Map.of("name", "author", "role", "manager")).get("token").asString();
    }
    return author;
  }

  private JsonNode added(String path, Object body) {
    HttpResponse<String> answer = suite.post(reporting(), path, JSON, body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(201);
    return Suite.JSON.readTree(answer.body());
  }

  private HttpResponse<String> sent(String method, String path, Object body, String token) {
    HttpRequest call =
        HttpRequest.newBuilder(reporting().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", JSON)
            .method(method, BodyPublishers.ofString(Suite.JSON.writeValueAsString(body)))
            .build();
    try {
      return http.send(call, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI reporting() {
    return suite.services().get("reporting-service");
  }
}
