package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.RoleMatrix.Row;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every endpoint of every service against every role and none, as role-matrix.txt has it. */
class RoleMatrixIT {
  private static final RoleMatrix MATRIX = RoleMatrix.read();
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  @TempDir private static Path data;
  private static InProcessStack stack;
  private static Suite suite;

  /** By role: its token, and a browser that signed in once, for all services. */
  private static final Map<String, String> TOKENS = new LinkedHashMap<>();

  private static final Map<String, Browser> BROWSERS = new LinkedHashMap<>();
  private static final Browser WITHOUT_COOKIES = Browser.withoutCookies();

  @BeforeAll
  static void start() {
    stack = InProcessStack.embedded(data);
    suite = new Suite(stack);
    for (String role : RoleMatrix.ROLES) {
      HttpResponse<String> issued =
          suite.post(
              suite.running().reporting(),
              "/api/tokens",
              "application/json",
              Map.of("name", "matrix " + role, "role", role));
      assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
      TOKENS.put(role, Suite.JSON.readTree(issued.body()).get("token").asString());
    }
    String last = List.copyOf(TOKENS.values()).get(TOKENS.size() - 1);
    for (URI service : suite.services().values()) {
      Suite.eventually()
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> !bearer(service, "GET", "/actuator/info", last).equals("401"));
    }
    TOKENS.forEach(
        (role, token) -> {
          Browser browser = new Browser();
          HttpResponse<String> signedIn =
              browser.signIn(suite.running().reporting(), "matrix " + role, token);
          if (role.equals("ingest")) {
            assertThat(signedIn.statusCode()).as("it opens no page").isEqualTo(403);
            return;
          }
          assertThat(signedIn.headers().firstValue("Location").orElseThrow())
              .doesNotContain("login");
          BROWSERS.put(role, browser);
        });
  }

  @AfterAll
  static void stop() {
    suite.close();
  }

  @Test
  void everyEndpointHasARow_andEveryRowAnEndpoint() {
    Set<String> mapped = new TreeSet<>();
    stack
        .contexts()
        .forEach(
            (service, context) ->
                Endpoints.of(context).forEach(endpoint -> mapped.add(service + " " + endpoint)));

    assertThat(MATRIX.endpoints()).containsExactlyInAnyOrderElementsOf(mapped);
  }

  @Test
  void eachRoleMayCallWhatItsRowSays() {
    List<String> wrong = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      if (row.page()) {
        continue;
      }
      URI service = suite.services().get(row.service());
      TOKENS.forEach(
          (role, token) -> {
            String outcome = bearer(service, row.method(), row.samplePath(), token);
            RoleMatrix.note(wrong, row, role + " with token", row.expected(role), outcome);
          });
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void eachRoleMayReadTheSame_signedIn() {
    List<String> wrong = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      if (!row.method().equals("GET")) {
        continue;
      }
      URI service = suite.services().get(row.service());
      BROWSERS.forEach(
          (role, browser) -> {
            String outcome =
                RoleMatrix.outcome(
                    browser.head(HttpRequest.newBuilder(service.resolve(row.samplePath()))));
            RoleMatrix.note(wrong, row, role + " signed in", row.expected(role), outcome);
          });
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aSessionChangesNothing_withoutTheTokenOfAForm() {
    List<String> wrong = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      // Whoever answers by a link has no session; the link is what nobody else knows.
      if (row.method().equals("GET") || row.samplePath().startsWith("/s/")) {
        continue;
      }
      URI service = suite.services().get(row.service());
      BROWSERS.forEach(
          (role, browser) -> {
            int status =
                browser
                    .head(
                        HttpRequest.newBuilder(service.resolve(row.samplePath()))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Origin", "https://elsewhere.example")
                            .method(row.method(), BodyPublishers.ofString("name=x&role=admin")))
                    .statusCode();
            if (status != (row.page() ? 403 : 401)) {
              wrong.add(row + " by " + role + " without CSRF token: " + status);
            }
          });
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void eachRoleMaySendTheFormsItsRowSays() {
    List<String> wrong = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      if (!row.page() || row.method().equals("GET") || row.byFilter()) {
        continue;
      }
      URI service = suite.services().get(row.service());
      BROWSERS.forEach(
          (role, browser) -> {
            String csrf = browser.csrf(service, "/login");
            String outcome =
                RoleMatrix.outcome(
                    browser.submit(service, row.samplePath(), Map.of("_csrf", csrf)));
            RoleMatrix.note(wrong, row, role + " by form", row.expected(role), outcome);
          });
    }
    assertThat(wrong).isEmpty();
  }

  /** With every method, whether there is an endpoint for it or not. */
  @Test
  void nothingButHealthAndTheLoginAnswers_withoutACredential() {
    Set<String> answering = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      URI service = suite.services().get(row.service());
      for (String method : METHODS) {
        String outcome = withoutCredential(service, method, row.samplePath());
        if (!RoleMatrix.REFUSED.contains(outcome)) {
          answering.add(method + " " + row.samplePath());
        }
        if (method.equals(row.method()) && !row.byFilter()) {
          RoleMatrix.note(wrong, row, "nobody", row.expected("none"), outcome);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(answering)
        .containsExactlyInAnyOrder(
            "GET /actuator/health",
            "GET /actuator/health/readiness",
            "GET /login",
            "GET /welcome/none",
            "GET /s/none",
            "POST /s/none",
            "GET /s/none/stop",
            "POST /s/none/stop",
            "POST /s/none/withdraw",
            "GET /s/none/my-data",
            "POST /s/none/my-data",
            "POST /s/none/opened",
            "POST /s/none/partial",
            "GET /s/visitor.css",
            "POST /s/visitor.css",
            "GET /frame/brand/none.css",
            "GET /frame/barometer.css",
            "GET /lib/htmx.min.js");
  }

  @Test
  void whoMayReadMayAskForTheHeadersAlone() {
    List<String> wrong = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      if (!row.method().equals("GET")) {
        continue;
      }
      URI service = suite.services().get(row.service());
      RoleMatrix.note(wrong, row, "nobody's HEAD", row.expected("none"), head(service, row, null));
      if (!row.page()) {
        TOKENS.forEach(
            (role, token) ->
                RoleMatrix.note(
                    wrong, row, role + "'s HEAD", row.expected(role), head(service, row, token)));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String head(URI service, Row row, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(row.samplePath()))
            .method("HEAD", BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return RoleMatrix.outcome(WITHOUT_COOKIES.head(request));
  }

  /** Where there is another method it is named; where there is nothing, that is said. */
  @Test
  void saysWhatIsThere_toWhomeverItKnows() {
    List<String> wrong = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      if (!row.pattern().startsWith("/api/")) {
        continue;
      }
      URI service = suite.services().get(row.service());
      Set<String> there = methodsAt(row);
      for (String method : METHODS) {
        if (there.contains(method)) {
          continue;
        }
        HttpResponse<String> answer = asAdministrator(service, method, pathOf(row), null);
        Set<String> allowed = Set.of(answer.headers().firstValue("Allow").orElse("").split(","));
        if (answer.statusCode() != 405 || !allowed.containsAll(there) || !isProblem(answer)) {
          wrong.add(method + " " + row.samplePath() + ": " + answer + " " + answer.headers().map());
        }
      }
      for (String path : List.of(pathOf(row) + "/", pathOf(row) + "/nothing/here")) {
        HttpResponse<String> answer = asAdministrator(service, "GET", path, null);
        if (answer.statusCode() != 404 || !isProblem(answer)) {
          wrong.add(path + ": " + answer);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** All the methods of the matrix that a path answers, whichever of its patterns. */
  private static Set<String> methodsAt(Row row) {
    Set<String> methods = new TreeSet<>();
    for (Row other : MATRIX.rows()) {
      if (other.service().equals(row.service())
          && other.pattern().startsWith("/api/")
          && pathOf(row).matches(other.pattern().replaceAll("\\{[^}]*}", "[^/]+"))) {
        methods.add(other.method());
      }
    }
    return methods;
  }

  private static String pathOf(Row row) {
    return row.samplePath().split("\\?")[0];
  }

  @Test
  void refusesByName_whatIsNoParameterOfACall() {
    List<String> wrong = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      if (!row.pattern().startsWith("/api/")) {
        continue;
      }
      URI service = suite.services().get(row.service());
      String query = row.samplePath().contains("?") ? "&" : "?";
      HttpResponse<String> answer =
          asAdministrator(
              service, row.method(), row.samplePath() + query + "variantt=x", typeFor(row));
      if (answer.statusCode() != 400 || !answer.body().contains("\"field\":\"variantt\"")) {
        wrong.add(row + ": " + answer + " " + answer.body());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String typeFor(Row row) {
    if (row.pattern().endsWith("/attachments")) {
      return "application/octet-stream";
    }
    return row.pattern().endsWith("/import") ? "application/x-ndjson" : "application/json";
  }

  private static HttpResponse<String> asAdministrator(
      URI service, String method, String path, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path))
            .header("Authorization", "Bearer " + TOKENS.get("admin"))
            .method(method, type == null ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    if (type != null) {
      request.header("Content-Type", type);
    }
    return WITHOUT_COOKIES.send(request);
  }

  private static boolean isProblem(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .filter("application/problem+json"::equals)
        .isPresent();
  }

  /** Each call brings seven kilobytes: kept, they would be thirty-five megabytes. */
  @Test
  void thousandsOfCallsWithoutACredentialLeaveNothing() throws Exception {
    List<HttpRequest> calls = new ArrayList<>();
    for (Row row : MATRIX.rows()) {
      URI service = suite.services().get(row.service());
      for (String method : METHODS) {
        calls.add(
            request(service, method, row.samplePath()).header("X-Long", "a".repeat(7_000)).build());
      }
    }
    HttpClient stranger = HttpClient.newHttpClient();
    Map<String, Double> sessions = sessionsBegun();
    send(stranger, calls, calls.size());
    long before = usedAfterCollection();

    int cookies = send(stranger, calls, 5_000);

    assertThat(sessionsBegun()).isEqualTo(sessions);
    assertThat(cookies).as("session cookies").isZero();
    Suite.eventually()
        .untilAsserted(() -> assertThat(usedAfterCollection() - before).isLessThan(25L << 20));
  }

  /** Sends the first so many, beginning anew at the end; returns how many sessions were offered. */
  private static int send(HttpClient client, List<HttpRequest> calls, int many) throws Exception {
    int cookies = 0;
    for (int from = 0; from < many; from += 20) {
      List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
      for (int i = from; i < Math.min(many, from + 20); i++) {
        answers.add(
            client.sendAsync(calls.get(i % calls.size()), HttpResponse.BodyHandlers.discarding()));
      }
      for (CompletableFuture<HttpResponse<Void>> answer : answers) {
        cookies +=
            (int)
                answer.get(60, TimeUnit.SECONDS).headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith("BAROMETER_"))
                    .count();
      }
    }
    return cookies;
  }

  private static Map<String, Double> sessionsBegun() {
    Map<String, Double> begun = new TreeMap<>();
    stack
        .contexts()
        .forEach(
            (service, context) ->
                begun.put(
                    service,
                    context
                        .getBean(MeterRegistry.class)
                        .get("tomcat.sessions.created")
                        .functionCounter()
                        .count()));
    return begun;
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static String withoutCredential(URI service, String method, String path) {
    return RoleMatrix.outcome(WITHOUT_COOKIES.head(request(service, method, path)));
  }

  private static String bearer(URI service, String method, String path, String token) {
    HttpResponse<InputStream> answer =
        WITHOUT_COOKIES.head(
            request(service, method, path).header("Authorization", "Bearer " + token));
    return RoleMatrix.outcome(answer);
  }

  private static HttpRequest.Builder request(URI service, String method, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
    return method.equals("GET")
        ? request
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString("{}"));
  }
}
