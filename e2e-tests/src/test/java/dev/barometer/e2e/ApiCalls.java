package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.ApiDocument.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Calls a suite as its OpenAPI documents say: with the examples that stand in them. */
final class ApiCalls {
  /** Lists that name what a path with an id can be called with, where no earlier call told one. */
  private static final Map<String, String> LISTS =
      Map.of("/api/dead-letters", "/api/dead-letters?state=open");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Suite suite;

  /** Addresses that earlier answers told of what they made. */
  private final List<String> made = new ArrayList<>();

  ApiCalls(Suite suite) {
    this.suite = suite;
  }

  void remember(Answer answer) {
    answer.headers().firstValue("Location").ifPresent(made::add);
  }

  /** With what an earlier call made, or a list holds, or else the example. */
  String pathOf(URI service, Operation operation) {
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
    if (id.isEmpty() && !base.matches(".*/(scores|rolling|responses|people|targets)")) {
      id = Optional.of(firstOf(service, LISTS.getOrDefault(base, base)));
    }
    assertThat(operation.path()).matches(pattern.replace("([^/]+)", "\\{[^}]*}"));
    return id.map(known -> path(operation, known)).orElseGet(() -> examplePath(operation));
  }

  String firstOf(URI service, String list) {
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

  /** With this as what it is first asked for, and the examples of the rest. */
  String path(Operation operation, String id) {
    return examplePath(operation, operation.path().replaceFirst("\\{[^}]*}", id));
  }

  /** With the examples, whether there is such a thing or not. */
  String examplePath(Operation operation) {
    return examplePath(operation, operation.path());
  }

  private static String examplePath(Operation operation, String begun) {
    String path = begun;
    for (JsonNode parameter : operation.parameters("path")) {
      path =
          path.replace(
              "{" + parameter.get("name").asString() + "}", parameter.get("example").asString());
    }
    return path;
  }

  /** With the example of a body of this type. */
  HttpRequest.Builder sending(URI service, String path, Operation operation, String type) {
    return send(
        request(service, path + query(operation, type), operation),
        operation.method(),
        type,
        operation.example(type));
  }

  /** With a body of this type that has some more bytes than that. */
  HttpRequest.Builder sending(URI service, Operation operation, String type, int bytes) {
    String more = " ".repeat(bytes + 1);
    JsonNode example = operation.example(type);
    JsonNode longer;
    if (type.startsWith("multipart/")) {
      longer = example.deepCopy();
      ((ObjectNode) longer).put("file", text(example.path("file")) + more);
    } else {
      longer = StringNode.valueOf(text(example) + more);
    }
    String path = examplePath(operation) + query(operation, type);
    return send(request(service, path, operation), operation.method(), type, longer);
  }

  String query(Operation operation) {
    return query(operation, "");
  }

  /** The examples of the query; a form of the answer is asked for by Accept instead. */
  String query(Operation operation, String bodyType) {
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
  String required(Operation operation) {
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

  HttpRequest.Builder request(URI service, String path, Operation operation) {
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

  HttpRequest.Builder send(
      HttpRequest.Builder request, String method, String type, JsonNode example) {
    if (type.startsWith("multipart/")) {
      StringBuilder form = new StringBuilder();
      example
          .properties()
          .forEach(
              part ->
                  form.append("--b\r\nContent-Disposition: form-data; name=\"")
                      .append(part.getKey())
                      .append(part.getKey().equals("file") ? "\"; filename=\"said.txt" : "")
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
  record Answer(int status, String type, String body, HttpHeaders headers) {
    /** The first of that name; empty where there is none. */
    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    @Override
    public String toString() {
      return status + " " + type + " " + body;
    }
  }

  Answer answer(HttpRequest.Builder call) {
    HttpRequest request = call.build();
    try {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      try (InputStream body = answer.body()) {
        boolean endless = type.startsWith("text/event-stream");
        return new Answer(
            answer.statusCode(),
            type.split(";")[0],
            endless ? "" : new String(body.readAllBytes(), UTF_8),
            answer.headers());
      }
    } catch (IOException e) {
      throw new AssertionError(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
