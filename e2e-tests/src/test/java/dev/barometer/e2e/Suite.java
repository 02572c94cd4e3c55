package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running suite and its public HTTP contract. */
final class Suite implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Stack running;

  /** The embedded one. */
  Suite(Path data) {
    this(InProcessStack.embedded(data));
  }

  Suite(Stack running) {
    this.running = running;
  }

  void restart() {
    running.restart();
  }

  /** The four services' addresses, by name. */
  Map<String, URI> services() {
    return Map.of(
        "survey-service", running.survey(),
        "scoring-service", running.scoring(),
        "complaint-service", running.complaint(),
        "reporting-service", running.reporting());
  }

  Stack running() {
    return running;
  }

  /** Waits for what must become true; two minutes are enough on a slow machine. */
  static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .pollInSameThread();
  }

  JsonNode score(String metric, Map<String, String> query) {
    return get(running.reporting(), "/api/scores/" + metric + query(query));
  }

  static String query(Map<String, String> query) {
    return query.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }

  JsonNode get(URI service, String path) {
    HttpResponse<String> answer = send(request(service, path).GET().build());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  HttpResponse<String> post(URI service, String path, String type, Object body) {
    String text = body instanceof String string ? string : JSON.writeValueAsString(body);
    return send(
        request(service, path)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(text))
            .build());
  }

  HttpResponse<String> delete(URI service, String path) {
    return send(request(service, path).DELETE().build());
  }

  /** Asks without any credential. */
  int statusWithoutCredential(URI service, String path) {
    return send(HttpRequest.newBuilder(service.resolve(path)).GET().build()).statusCode();
  }

  void postTickets(List<Map<String, Object>> events) {
    HttpResponse<String> answer =
        post(running.survey(), "/api/tickets/events", "application/cloudevents-batch+json", events);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  /** Somebody who works here, with a password. */
  void addStaff(String name, String role, List<String> teams, String language, String password) {
    URI reporting = running.reporting();
    Map<String, Object> member =
        Map.of(
            "name",
            name,
            "mail",
            name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.org",
            "role",
            role,
            "teams",
            teams,
            "language",
            language);
    String id = added(reporting, "/api/staff", member).get("id").asString();
    String link =
        added(reporting, "/api/staff/" + id + "/invitation", Map.of()).get("link").asString();
    Browser browser = new Browser();
    Map<String, String> fields =
        Map.of("password", password, "again", password, "_csrf", browser.csrf(reporting, link));
    assertThat(browser.submit(reporting, link, fields).statusCode()).isEqualTo(302);
  }

  private JsonNode added(URI service, String path, Object body) {
    HttpResponse<String> answer = post(service, path, "application/json", body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  /** Where people begin: a cookie is of one host, by which all ways between the services lead. */
  URI reportingAsLinked() {
    return URI.create(running.reporting().toString().replace("127.0.0.1", "localhost"));
  }

  byte[] file(URI service, String path) {
    HttpResponse<byte[]> answer =
        send(request(service, path).GET().build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private HttpRequest.Builder request(URI service, String path) {
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + running.token());
  }

  private HttpResponse<String> send(HttpRequest request) {
    return send(request, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    running.close();
  }
}
