package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.e2e.ApiCalls.Answer;
import dev.barometer.e2e.ApiDocument.Operation;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The services answer as their OpenAPI documents say: every operation is called with its example,
 * and status, media type and body are compared. A client that is made from the documents works.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiDocumentIT {
  private static final String PROBLEM = "application/problem+json";
  private static final List<String> METHODS = List.of("PUT", "DELETE", "POST", "GET");
  private static final BodyPublisher NOTHING = BodyPublishers.noBody();
  private static final int MOST_BYTES_AT_ONCE = 40_000;
  private static final int MOST_BYTES = 50_000;

  /** Statuses that need somebody else, patience or a broken machine, and who shows them. */
  private static final Map<Integer, String> SHOWN_ELSEWHERE =
      Map.of(
          403, "RoleMatrixIT",
          408, "AdmissionTest",
          503, "OutagesIT",
          507, "FullDiskTest");

  @TempDir private static Path data;
  private static Suite suite;
  private static ApiCalls calls;
  private static final Map<String, ApiDocument> DOCUMENTS = new TreeMap<>();
  private static CasesAtHand cases;
  private static ReportsAtHand reports;

  /** By the statuses that came until now. */
  private static final Set<Integer> CAME = new TreeSet<>();

  private final List<String> wrong = new ArrayList<>();

  @BeforeAll
  static void start() {
    suite =
        new Suite(
            InProcessStack.embedded(
                data,
                ports ->
                    Map.of(
                        "barometer.http.max-body", MOST_BYTES + "B",
                        "barometer.http.max-held", MOST_BYTES_AT_ONCE + "B",
                        "barometer.imports.largest-file", MOST_BYTES + "B",
                        "barometer.complaints.attachments.largest", MOST_BYTES + "B")));
    calls = new ApiCalls(suite);
    suite
        .services()
        .forEach(
            (name, service) ->
                DOCUMENTS.put(name, new ApiDocument(suite.get(service, "/v3/api-docs"))));
    cases = new CasesAtHand(suite, DOCUMENTS.get("complaint-service"));
    reports = new ReportsAtHand(suite);
  }

  @AfterAll
  static void stop() {
    if (suite != null) {
      suite.close();
    }
  }

  @Test
  @Order(1)
  void everyOperationSaysWhatItDoes_underANameOfItsOwn() {
    Set<String> ids = new HashSet<>();
    DOCUMENTS.forEach(
        (name, document) -> {
          assertThat(document.json().at("/info/title").asString()).isEqualTo("Barometer " + name);
          assertThat(document.json().at("/info/description").asString()).isNotBlank();
          assertThat(document.json().at("/security/0").has("token")).isTrue();
          assertThat(document.operations()).isNotEmpty();
          for (Operation operation : document.operations()) {
            assertThat(ids.add(name + operation.id())).as(operation.id()).isTrue();
            assertThat(operation.json().path("summary").asString(""))
                .as(operation.id())
                .isNotBlank();
            assertThat(operation.json().path("tags")).as(operation.id()).hasSize(1);
            operation.json().path("parameters").forEach(parameter -> assertExample(parameter));
          }
        });
  }

  /** What is needed to call it must be told; what only narrows an answer may be. */
  private static void assertExample(JsonNode parameter) {
    if (parameter.path("required").asBoolean(false)) {
      assertThat(parameter.has("example")).as(parameter.toString()).isTrue();
    }
  }

  @Test
  @Order(2)
  void everyOperationAnswersItsExampleAsItsDocumentSays() {
    putTwoAside();
    startToAskByHand();
    for (boolean first : new boolean[] {true, false}) {
      DOCUMENTS.forEach(
          (name, document) ->
              document.operations().stream()
                  .filter(operation -> makes(operation) == first)
                  .sorted(
                      Comparator.comparing(ApiDocumentIT::turn)
                          .thenComparing(operation -> -operation.path().length()))
                  .forEach(operation -> callWithExamples(name, document, operation)));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  @Order(3)
  void aClientThatIsMadeFromTheDocumentsWorks(@TempDir Path folder) throws Exception {
    TypeScriptClient client = new TypeScriptClient(folder);
    client.install();

    client.make(DOCUMENTS);

    assertThat(client.use(suite.running()))
        .contains("sent an event and a file, read scores and an error");
  }

  @Test
  @Order(4)
  void whatIsTooMuchIsRefusedAsTheDocumentsSay() {
    forEachOperation(
        (service, document, operation) -> {
          if (!operation.hasBody()) {
            return;
          }
          boolean streamed =
              operation.path().endsWith("/import") || operation.path().endsWith("/attachments");
          for (String type : operation.bodyTypes()) {
            expect(413, document, operation, calls.sending(service, operation, type, MOST_BYTES));
            if (!streamed) {
              Answer answer =
                  expect(
                      429,
                      document,
                      operation,
                      calls.sending(service, operation, type, MOST_BYTES_AT_ONCE));
              if (!answer.header("Retry-After").matches("\\d+")) {
                wrong.add(operation + " does not say when to come back: " + answer);
              }
            }
          }
        });

    assertThat(wrong).isEmpty();
  }

  @Test
  @Order(5)
  void anotherMethodIsRefused_withThoseThatThereAre() {
    forEachOperation(
        (service, document, operation) -> {
          String path = calls.examplePath(operation);
          Set<String> methods = document.methods(path);
          String other =
              METHODS.stream().filter(one -> !methods.contains(one)).findFirst().orElseThrow();
          Answer answer =
              calls.answer(calls.request(service, path, operation).method(other, NOTHING));
          CAME.add(answer.status());
          List<String> errors = document.errorsOfProblem(answer.body());
          if (answer.status() != 405 || !answer.type().equals(PROBLEM) || !errors.isEmpty()) {
            wrong.add(other + " " + path + " answers " + answer + ": " + errors);
          }
          if (!List.of(answer.header("Allow").split(",\\s*")).containsAll(methods)) {
            wrong.add(other + " " + path + " is told that there are " + answer.header("Allow"));
          }
        });

    assertThat(wrong).isEmpty();
  }

  /** Each that describes one of these statuses is brought to it. */
  @Test
  @Order(6)
  void whatContradictsIsRefusedAsTheDocumentsSay() {
    Set<String> contradicted = new TreeSet<>();
    forEachOperation(
        (service, document, operation) -> {
          if (operation.answers(409)) {
            contradicted.add(operation.toString());
            expect(409, document, operation, conflicting(service, operation));
          }
          if (operation.answers(412)) {
            contradicted.add(operation.toString());
            String path = pathOf(service, operation).replaceFirst("/versions/2$", "/versions/1");
            HttpRequest.Builder call =
                operation.hasBody()
                    ? calls.sending(service, path, operation, "application/json")
                    : calls
                        .request(service, path + calls.query(operation), operation)
                        .method(operation.method(), NOTHING);
            expect(412, document, operation, call.setHeader("If-Match", "\"0\""));
          }
        });

    assertThat(wrong).isEmpty();
    assertThat(contradicted)
        .containsExactly(
            "DELETE /api/complaints/{id}/attachments/{number}",
            "DELETE /api/report-strategies/{id}",
            "DELETE /api/surveys/{id}/versions/{version}",
            "DELETE /api/targets/{metric}",
            "POST /api/actions/{id}/{move}",
            "POST /api/campaigns",
            "POST /api/complaints/{id}/acknowledge",
            "POST /api/complaints/{id}/assess",
            "POST /api/complaints/{id}/assign",
            "POST /api/complaints/{id}/close",
            "POST /api/complaints/{id}/investigate",
            "POST /api/complaints/{id}/merge",
            "POST /api/complaints/{id}/message",
            "POST /api/complaints/{id}/note",
            "POST /api/complaints/{id}/reopen",
            "POST /api/complaints/{id}/respond",
            "POST /api/complaints/{id}/resume",
            "POST /api/complaints/{id}/review",
            "POST /api/complaints/{id}/split",
            "POST /api/complaints/{id}/wait",
            "POST /api/complaints/{id}/withdraw",
            "POST /api/dead-letters/{id}/discard",
            "POST /api/dead-letters/{id}/send-back",
            "POST /api/invitations",
            "POST /api/report-strategies",
            "POST /api/reports/{id}/approve",
            "POST /api/reports/{id}/editions",
            "POST /api/reports/{id}/publish",
            "POST /api/reports/{id}/return",
            "POST /api/reports/{id}/submit",
            "POST /api/responses",
            "POST /api/surveys",
            "POST /api/surveys/{id}/versions",
            "POST /api/surveys/{id}/versions/{version}/publish",
            "POST /api/surveys/{id}/versions/{version}/retire",
            "PUT /api/actions/{id}",
            "PUT /api/campaigns/{id}",
            "PUT /api/complaint-rules",
            "PUT /api/complaint-templates",
            "PUT /api/complaint-wording",
            "PUT /api/report-strategies/{id}",
            "PUT /api/reports/{id}/sections/{section}",
            "PUT /api/root-causes",
            "PUT /api/staff/{id}",
            "PUT /api/surveys/{id}/versions/{version}",
            "PUT /api/targets/{metric}");
  }

  /**
   * A move that is not open, what was settled the other way, a revision that was taken in other
   * words, an id that is taken, and what is published already.
   */
  private HttpRequest.Builder conflicting(URI service, Operation operation) {
    if (CasesAtHand.isMove(operation)) {
      String path = cases.pathClosedTo(operation);
      return calls.sending(service, path, operation, "application/json");
    }
    if (ReportsAtHand.isOfOne(operation)) {
      String path = reports.pathClosedTo(operation);
      return calls.send(
          calls.request(service, path, operation),
          operation.method(),
          "application/json",
          reports.filled(operation.example("application/json")));
    }
    if (operation.path().equals("/api/report-strategies")) {
      return calls.sending(service, operation.path(), operation, "application/json");
    }
    if (operation.path().equals("/api/invitations")) {
      suite.post(service, "/api/campaigns/by-hand/pause", "application/json", Map.of());
      return calls.sending(service, operation.path(), operation, "application/json");
    }
    if (operation.path().matches("/api/(surveys|campaigns).*")) {
      String path = calls.pathOf(service, operation).replaceFirst("/versions/2$", "/versions/1");
      if (path.endsWith("/versions")) {
        calls.answer(calls.request(service, path, operation).POST(NOTHING));
      }
      return operation.hasBody()
          ? calls.sending(service, path, operation, "application/json").setHeader("If-Match", "*")
          : calls
              .request(service, path, operation)
              .method(operation.method(), NOTHING)
              .setHeader("If-Match", "*");
    }
    String settled = operation.path().endsWith("/discard") ? "sent-back" : "discarded";
    if (operation.path().startsWith("/api/dead-letters")) {
      String id = calls.firstOf(service, "/api/dead-letters?state=" + settled);
      String path = operation.path().replace("{id}", id);
      return calls.sending(service, path, operation, "application/json");
    }
    ObjectNode other = (ObjectNode) operation.example("application/json").deepCopy();
    other.put("surveyId", "another-survey");
    return calls
        .request(service, operation.path(), operation)
        .setHeader("Idempotency-Key", "another-key")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(other.toString()));
  }

  @Test
  @Order(7)
  void everyRefusalThatIsDescribedCame_orIsShownElsewhere() {
    Set<Integer> described = new TreeSet<>();
    forEachOperation(
        (service, document, operation) ->
            operation
                .json()
                .get("responses")
                .propertyNames()
                .forEach(status -> described.add(Integer.valueOf(status))));
    described.removeIf(status -> status < 400);

    assertThat(CAME).contains(405).doesNotContainAnyElementsOf(SHOWN_ELSEWHERE.keySet());
    described.removeAll(CAME);
    assertThat(described).isEqualTo(SHOWN_ELSEWHERE.keySet());
  }

  private interface Visitor {
    void visit(URI service, ApiDocument document, Operation operation);
  }

  private static void forEachOperation(Visitor visitor) {
    DOCUMENTS.forEach(
        (name, document) ->
            document
                .operations()
                .forEach(
                    operation -> visitor.visit(suite.services().get(name), document, operation)));
  }

  /** What makes something comes before what asks for it, and what ends it comes last. */
  private static boolean makes(Operation operation) {
    return operation.method().equals("POST")
        && !operation.path().contains("{")
        && operation.hasBody()
        && !operation.path().endsWith("/withdrawals");
  }

  private static int turn(Operation operation) {
    return switch (operation.method()) {
      case "GET" -> 1;
      case "PUT" -> 2;
      case "POST" -> operation.path().contains("{") ? 3 : 4;
      default -> 5;
    };
  }

  /** The campaign that the example of asking by hand names. */
  private static void startToAskByHand() {
    URI survey = suite.running().survey();
    suite.post(
        survey,
        "/api/campaigns",
        "application/json",
        Map.of(
            "campaignId",
            "by-hand",
            "surveyId",
            "after-ticket",
            "trigger",
            Map.of("on", "manual"),
            "channel",
            "link"));
    assertThat(
            suite
                .post(survey, "/api/campaigns/by-hand/start", "application/json", Map.of())
                .statusCode())
        .isEqualTo(200);
  }

  private static void putTwoAside() {
    var broker = new Broker(suite.running().broker());
    for (String id : List.of("T4-1", "T4-2")) {
      broker.write(
          List.of(
              Broker.event(
                  Topics.INBOUND_TICKETS,
                  "T4",
                  id,
                  FlowFixtures.ticketType(null),
                  "{\"tick".getBytes(UTF_8))));
    }
  }

  private static String pathOf(URI service, Operation operation) {
    if (CasesAtHand.isMove(operation)) {
      return cases.pathOpenTo(operation);
    }
    if (ReportsAtHand.isOfOne(operation)) {
      return reports.pathOpenTo(operation);
    }
    return CasesAtHand.isOfAFile(operation)
        ? cases.pathWithAFile(operation)
        : calls.pathOf(service, operation);
  }

  private void callWithExamples(String name, ApiDocument document, Operation operation) {
    URI service = suite.services().get(name);
    String path = pathOf(service, operation);
    Map<String, JsonNode> bodies = new LinkedHashMap<>();
    operation
        .json()
        .at("/requestBody/content")
        .properties()
        .forEach(body -> bodies.put(body.getKey(), body.getValue().path("example")));
    if (bodies.isEmpty()) {
      for (String type : successTypes(document, operation)) {
        expectSuccess(
            document,
            operation,
            calls
                .request(service, path + calls.query(operation), operation)
                .header("Accept", type)
                .method(operation.method(), NOTHING));
      }
    }
    bodies.forEach(
        (type, example) -> {
          if (!example.isMissingNode()) {
            HttpRequest.Builder request =
                calls.request(service, path + calls.query(operation, type), operation);
            expectSuccess(
                document,
                operation,
                calls.send(request, operation.method(), type, reports.filled(example)));
          }
        });
    refusals(service, document, operation, path);
  }

  private static Set<String> successTypes(ApiDocument document, Operation operation) {
    Set<String> types = new TreeSet<>();
    operation
        .json()
        .get("responses")
        .propertyNames()
        .forEach(
            status -> {
              if (status.startsWith("2")) {
                types.addAll(document.types(operation, status));
              }
            });
    return types.isEmpty() ? Set.of("*/*") : types;
  }

  /** An answer that says to come back is asked again, as any caller would. */
  private void expectSuccess(
      ApiDocument document, Operation operation, HttpRequest.Builder request) {
    Answer answer =
        Suite.eventually()
            .pollDelay(Duration.ZERO)
            .until(() -> calls.answer(request), came -> came.status() != 503);
    if (answer.status() / 100 != 2) {
      wrong.add(operation + " is no success: " + answer);
    }
    compare(document, operation, answer);
    calls.remember(answer);
  }

  /** What is wrong with a call in a way that any can be. */
  private void refusals(URI service, ApiDocument document, Operation operation, String path) {
    String method = operation.method();
    expect(
        401,
        document,
        operation,
        HttpRequest.newBuilder(service.resolve(path)).method(method, NOTHING));
    String type =
        operation.hasBody()
            ? operation.json().at("/requestBody/content").propertyNames().iterator().next()
            : "application/json";
    String form = type.startsWith("multipart") ? type + ";boundary=b" : type;
    expect(
        400,
        document,
        operation,
        calls
            .request(service, path + "?nothing=1", operation)
            .header("Content-Type", form)
            .method(method, operation.hasBody() ? BodyPublishers.ofString("{}") : NOTHING));
    if (operation.hasBody()) {
      expect(
          415,
          document,
          operation,
          calls
              .request(service, path, operation)
              .header("Content-Type", type)
              .header("Content-Encoding", "br")
              .method(method, BodyPublishers.ofString("{}")));
    } else if (operation.reads()) {
      expect(
          406,
          document,
          operation,
          calls
              .request(service, path + calls.query(operation), operation)
              .header("Accept", "image/png")
              .GET());
    }
    for (JsonNode parameter : operation.parameters("query")) {
      if (parameter.get("name").asString().equals("limit") && !operation.hasBody()) {
        expect(
            422,
            document,
            operation,
            calls
                .request(service, path + calls.required(operation) + "limit=0", operation)
                .method(method, NOTHING));
      }
    }
    if (operation.path().contains("{") && operation.reads()) {
      String nothing = calls.path(operation, "nothing-of-this-name");
      expect(
          404,
          document,
          operation,
          calls.request(service, nothing + calls.query(operation), operation).GET());
    }
  }

  private Answer expect(
      int status, ApiDocument document, Operation operation, HttpRequest.Builder request) {
    Answer answer = calls.answer(request);
    if (answer.status() != status || !answer.type().equals(PROBLEM)) {
      wrong.add(operation + " should be " + status + ": " + answer);
    }
    compare(document, operation, answer);
    return answer;
  }

  private void compare(ApiDocument document, Operation operation, Answer answer) {
    CAME.add(answer.status());
    List<String> errors = document.errors(operation, answer.status(), answer.type(), answer.body());
    if (!errors.isEmpty()) {
      wrong.add(operation + " answers " + answer + ": " + errors);
    }
  }
}
