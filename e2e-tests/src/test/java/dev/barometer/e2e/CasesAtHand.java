package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.ApiDocument.Operation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Cases that have come as far as a move wants them. Each is of a ticket of its own, and the moves
 * before are the examples of the document, too.
 */
final class CasesAtHand {
  private static final String ALL = "/api/complaints";
  private static final String ONE = ALL + "/{id}/";
  private static final List<String> ANSWERED = List.of("acknowledge", "assess", "respond");
  private static final List<String> CLOSED = List.of("acknowledge", "assess", "respond", "close");

  /** What is done before each; nothing where any case will do. */
  private static final Map<String, List<String>> BEFORE =
      Map.of(
          "assess", List.of("acknowledge"),
          "investigate", List.of("acknowledge", "assess"),
          "wait", List.of("acknowledge"),
          "resume", List.of("acknowledge", "wait"),
          "respond", List.of("acknowledge", "assess"),
          "close", ANSWERED,
          "reopen", CLOSED,
          "review", CLOSED);

  private static final List<String> MOVES =
      List.of(
          "acknowledge",
          "assess",
          "assign",
          "note",
          "message",
          "investigate",
          "wait",
          "resume",
          "respond",
          "withdraw",
          "merge",
          "split",
          "close",
          "reopen",
          "review");

  private final Suite suite;
  private final ApiDocument document;
  private int cases;

  CasesAtHand(Suite suite, ApiDocument document) {
    this.suite = suite;
    this.document = document;
  }

  /** Whether it is a move, which wants a case that has come so far. */
  static boolean isMove(Operation operation) {
    return operation.method().equals("POST")
        && operation.path().startsWith(ONE)
        && MOVES.contains(move(operation));
  }

  /** Whether it is about a file that is at a case. */
  static boolean isOfAFile(Operation operation) {
    return operation.path().startsWith(ONE + "attachments/");
  }

  /** The path of a file. */
  String pathWithAFile(Operation operation) {
    String id = opened();
    HttpResponse<String> attached =
        suite.post(
            complaints(),
            ALL + "/" + id + "/attachments?name=list.txt",
            "application/octet-stream",
            "The list was not read.");
    assertThat(attached.statusCode()).as(attached.body()).isEqualTo(201);
    return operation.path().replace("{id}", id).replace("{number}", "1");
  }

  private static String move(Operation operation) {
    return operation.path().substring(ONE.length());
  }

  /** The path of a case in which it is open. */
  String pathOpenTo(Operation operation) {
    String move = move(operation);
    String id =
        switch (move) {
          case "split" -> saidTwice();
          case "merge" -> besideAnother();
          default -> opened();
        };
    BEFORE.getOrDefault(move, List.of()).forEach(before -> move(id, before));
    return ONE.replace("{id}", id) + move;
  }

  /** The path of a case in which it is not. */
  String pathClosedTo(Operation operation) {
    String id = opened();
    if (!move(operation).equals("reopen")) {
      move(id, "withdraw");
    }
    return ONE.replace("{id}", id) + move(operation);
  }

  private String opened() {
    return taken("INC-at-hand-" + ++cases, "u-17");
  }

  private String taken(String ticket, String person) {
    HttpResponse<String> taken =
        suite.post(
            complaints(),
            ALL,
            "application/json",
            Map.of(
                "kind",
                "grievance",
                "ticketId",
                ticket,
                "person",
                Map.of("id", person),
                "text",
                "Nobody called back"));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    String address = taken.headers().firstValue("Location").orElseThrow();
    return address.substring(ALL.length() + 1);
  }

  /** The other is the one that the example names. */
  private String besideAnother() {
    taken("INC0000046", "u-18");
    return opened();
  }

  /** By answers, since the example names one. */
  private String saidTwice() {
    for (String id : List.of("r-18", "r-19")) {
      HttpResponse<String> answered =
          suite.post(
              suite.running().survey(),
              "/api/responses",
              "application/json",
              Map.of(
                  "responseId",
                  id,
                  "surveyId",
                  "after-ticket",
                  "ticketId",
                  "INC-said-twice",
                  "respondent",
                  Map.of("id", "u-19"),
                  "answers",
                  List.of(
                      Map.of(
                          "questionId", "recommend",
                          "metric", "nps",
                          "scale", "0-10",
                          "value", 4))));
      assertThat(answered.statusCode()).as(answered.body()).isIn(200, 201);
    }
    return Suite.eventually()
        .until(
            () -> {
              for (JsonNode one : suite.get(complaints(), ALL + "?limit=200").get("items")) {
                if (one.path("ticketId").asString("").equals("INC-said-twice")
                    && one.get("evidence").size() == 2) {
                  return one.get("complaintId").asString();
                }
              }
              return "";
            },
            found -> !found.isEmpty());
  }

  private void move(String id, String move) {
    String path = ONE + move;
    Operation operation =
        document.operations().stream()
            .filter(one -> one.path().equals(path))
            .findFirst()
            .orElseThrow();
    HttpResponse<String> moved =
        suite.post(
            complaints(),
            path.replace("{id}", id),
            "application/json",
            operation.example("application/json"));
    assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
  }

  private URI complaints() {
    return suite.services().get("complaint-service");
  }
}
