package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.e2e.ApiDocument.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/**
 * The services answer as their OpenAPI documents say: every operation is called with its example,
 * and status, media type and body are compared. A client that is made from the documents works.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiDocumentIT {
  private static final String PROBLEM = "application/problem+json";

  /** Lists that name what a path with an id can be called with, where no earlier call told one. */
  private static final Map<String, String> LISTS =
      Map.of("/api/dead-letters", "/api/dead-letters?state=open");

  @TempDir private static Path data;
  private static Suite suite;
  private static final Map<String, ApiDocument> DOCUMENTS = new TreeMap<>();

  private final HttpClient http = HttpClient.newHttpClient();

  /** Addresses that earlier answers told of what they made. */
  private final List<String> made = new ArrayList<>();

  private final List<String> wrong = new ArrayList<>();

  @BeforeAll
  static void start() {
    suite = new Suite(data);
    suite
        .services()
        .forEach(
            (name, service) ->
                DOCUMENTS.put(name, new ApiDocument(suite.get(service, "/v3/api-docs"))));
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
    for (boolean first : new boolean[] {true, false}) {
      DOCUMENTS.forEach(
          (name, document) ->
              document.operations().stream()
                  .filter(operation -> makes(operation) == first)
                  .sorted(Comparator.comparing(ApiDocumentIT::turn))
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
            request(service, path + query(operation), operation)
                .header("Accept", type)
                .method(operation.method(), BodyPublishers.noBody()));
      }
    }
    bodies.forEach(
        (type, example) -> {
          if (!example.isMissingNode()) {
            HttpRequest.Builder request =
                request(service, path + query(operation, type), operation);
            expectSuccess(document, operation, send(request, operation.method(), type, example));
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
    HttpRequest call = request.build();
    Answer answer =
        Suite.eventually()
            .pollDelay(Duration.ZERO)
            .until(() -> answer(call), came -> came.status() != 503);
    if (answer.status() / 100 != 2) {
      wrong.add(operation + " is no success: " + answer);
    }
    compare(document, operation, answer);
    answer.location().ifPresent(made::add);
  }

  /** What is wrong with a call in a way that any can be. */
  private void refusals(URI service, ApiDocument document, Operation operation, String path) {
    BodyPublisher none = BodyPublishers.noBody();
    String method = operation.method();
    expect(
        401,
        document,
        operation,
        HttpRequest.newBuilder(service.resolve(path)).method(method, none));
    String type =
        operation.hasBody()
            ? operation.json().at("/requestBody/content").propertyNames().iterator().next()
            : "application/json";
    String form = type.startsWith("multipart") ? type + ";boundary=b" : type;
    expect(
        400,
        document,
        operation,
        request(service, path + "?nothing=1", operation)
            .header("Content-Type", form)
            .method(method, operation.hasBody() ? BodyPublishers.ofString("{}") : none));
    if (operation.hasBody()) {
      expect(
          415,
          document,
          operation,
          request(service, path, operation)
              .header("Content-Type", type)
              .header("Content-Encoding", "br")
              .method(method, BodyPublishers.ofString("{}")));
    } else if (operation.reads()) {
      expect(
          406,
          document,
          operation,
          request(service, path + query(operation), operation).header("Accept", "image/png").GET());
    }
    for (JsonNode parameter : operation.parameters("query")) {
      if (parameter.get("name").asString().equals("limit")) {
        expect(
            422,
            document,
            operation,
            request(service, path + required(operation) + "limit=0", operation).GET());
      }
    }
    if (operation.path().contains("{") && operation.reads()) {
      String nothing = operation.path().replaceAll("\\{[^}]*}", "nothing-of-this-name");
      expect(
          404, document, operation, request(service, nothing + query(operation), operation).GET());
    }
  }

  private void expect(
      int status, ApiDocument document, Operation operation, HttpRequest.Builder request) {
    Answer answer = answer(request.build());
    if (answer.status() != status || !answer.type().equals(PROBLEM)) {
      wrong.add(operation + " should be " + status + ": " + answer);
    }
    compare(document, operation, answer);
  }

  private void compare(ApiDocument document, Operation operation, Answer answer) {
    List<String> errors = document.errors(operation, answer.status(), answer.type(), answer.body());
    if (!errors.isEmpty()) {
      wrong.add(operation + " answers " + answer + ": " + errors);
    }
  }

  /** With what an earlier call made, or a list holds, or else the example. */
  private String pathOf(URI service, Operation operation) {
    if (!operation.path().contains("{")) {
      return operation.path();
    }
    String pattern = operation.path().replaceAll("\\{[^}]*}", "([^/]+)");
    String base = operation.path().substring(0, operation.path().indexOf("/{"));
    Optional<String> id =
        made.stream()
            .filter(address -> address.startsWith(base + "/"))
            .map(address -> address.substring(base.length() + 1))
            .filter(rest -> !rest.contains("/") && !rest.contains("?"))
            .findFirst();
    if (id.isEmpty() && !base.matches(".*/(scores|rolling|responses)")) {
      id = Optional.of(firstOf(service, LISTS.getOrDefault(base, base)));
    }
    String example = operation.parameters("path").get(0).get("example").asString();
    assertThat(operation.path()).matches(pattern.replace("([^/]+)", "\\{[^}]*}"));
    return operation.path().replaceAll("\\{[^}]*}", id.orElse(example));
  }

  private static String firstOf(URI service, String list) {
    Suite.eventually()
        .untilAsserted(() -> assertThat(suite.get(service, list).get("items")).isNotEmpty());
    JsonNode item = suite.get(service, list).get("items").get(0);
    return item.properties().stream()
        .filter(field -> field.getKey().equals("id") || field.getKey().endsWith("Id"))
        .findFirst()
        .orElseThrow()
        .getValue()
        .asString();
  }

  private String query(Operation operation) {
    return query(operation, "");
  }

  /** The examples of the query; a form of the answer is asked for by Accept instead. */
  private static String query(Operation operation, String bodyType) {
    List<String> pairs = new ArrayList<>();
    for (JsonNode parameter : operation.parameters("query")) {
      String name = parameter.get("name").asString();
      if (name.equals("format") || bodyType.startsWith("multipart")) {
        continue;
      }
      JsonNode example = parameter.path("example");
      if (example.isArray()) {
        example.forEach(value -> pairs.add(pair(name, value)));
      } else if (!example.isMissingNode()) {
        pairs.add(pair(name, example));
      }
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  private static String pair(String name, JsonNode value) {
    return name + "=" + URLEncoder.encode(value.asString(), UTF_8);
  }

  /** The query's parameters that must be there, to be gone on with. */
  private static String required(Operation operation) {
    StringBuilder query = new StringBuilder("?");
    for (JsonNode parameter : operation.parameters("query")) {
      if (parameter.path("required").asBoolean(false)) {
        JsonNode example = parameter.get("example");
        query
            .append(
                pair(
                    parameter.get("name").asString(), example.isArray() ? example.get(0) : example))
            .append('&');
      }
    }
    return query.toString();
  }

  private static HttpRequest.Builder request(URI service, String path, Operation operation) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + suite.running().token());
    for (JsonNode parameter : operation.parameters("header")) {
      if (parameter.has("example")) {
        request.header(parameter.get("name").asString(), parameter.get("example").asString());
      }
    }
    return request;
  }

  private static HttpRequest.Builder send(
      HttpRequest.Builder request, String method, String type, JsonNode example) {
    if (type.startsWith("multipart/")) {
      StringBuilder form = new StringBuilder();
      example
          .properties()
          .forEach(
              part ->
                  form.append("--b\r\nContent-Disposition: form-data; name=\"")
                      .append(part.getKey())
                      .append("\"\r\n\r\n")
                      .append(text(part.getValue()))
                      .append("\r\n"));
      return request
          .header("Content-Type", type + ";boundary=b")
          .method(method, BodyPublishers.ofString(form + "--b--\r\n"));
    }
    return request
        .header("Content-Type", type)
        .method(method, BodyPublishers.ofString(text(example)));
  }

  private static String text(JsonNode example) {
    return example.isString() ? example.asString() : example.toString();
  }

  /** What came; of a stream nothing but its head. */
  private record Answer(int status, String type, String body, Optional<String> location) {}

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      try (InputStream body = answer.body()) {
        boolean endless = type.startsWith("text/event-stream");
        return new Answer(
            answer.statusCode(),
            type.split(";")[0],
            endless ? "" : new String(body.readAllBytes(), UTF_8),
            answer.headers().firstValue("Location"));
      }
    } catch (IOException e) {
      throw new AssertionError(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
