package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barometer.starter.trial.TrialApplication;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What a caller sees of any service: who gets in, and how it says no. */
class HttpEdgeTest {
  private static final String ADMIN = TrialApplication.TOKEN;
  private static final String VIEWER = "a-token-that-may-look";

  /** Another of the addresses that many machines have for themselves. */
  private static final String DOOR = "127.0.0.2";

  private static final String BY_TLS =
      "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: desk.example\r\n";

  /** Whose pages may call. */
  private static final String WALL = "https://wall.example";

  private static ConfigurableApplicationContext service;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startService() {
    Map<String, String> settings = new HashMap<>();
    settings.put("barometer.tokens[0].name", "looker");
    settings.put("barometer.tokens[0].role", "viewer");
    settings.put(
        "barometer.tokens[0].hash",
        "0476331de6d82a3ae0d3c4ff0937298500509bd40b01118947913c84e4c83fce");
    settings.put("barometer.http.max-body", "1KB");
    settings.put("barometer.http.allowed-origins", WALL);
    settings.put("barometer.brake.longest-pause", "1m");
    settings.put("barometer.door", DOOR + ",10.9.0.0/16,no-such-door.invalid");
    settings.put(
        "spring.autoconfigure.exclude",
        "dev.barometer.starter.access.AccessConfiguration,"
            + "dev.barometer.starter.token.TokenConfiguration,"
            + "dev.barometer.starter.topic.TopicConfiguration,"
            + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
            + "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration");
    settings.put("spring.cloud.stream.function.autodetect", "false");
    settings.put("management.health.binders.enabled", "false");
    service = TrialApplication.start(settings);
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  @Test
  void answersHealthToAnyone() throws Exception {
    assertThat(get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    assertThat(get("/actuator/health", null).body()).doesNotContain("components");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/things,401,200,200",
    "POST,/api/things,401,403,200",
    "GET,/api/unnamed,401,404,404",
    "GET,/api/things/,401,404,404",
    "POST,/api/unnamed,401,404,404",
    "GET,/api/forgotten,401,403,403",
    "HEAD,/api/forgotten,401,403,403",
    "POST,/api/forgotten,401,405,405",
    "HEAD,/api/things,401,200,200",
    "HEAD,/s/token,200,200,200",
    "PUT,/api/later,401,403,405",
    "PUT,/api/things/sizes,401,405,405",
    "GET,/actuator/prometheus,401,200,200",
    "GET,/actuator/env,401,403,404",
    "GET,/v3/api-docs,401,200,200",
    "GET,/s/token,200,200,200",
    "GET,/login,401,404,404",
    "GET,/nothing,401,404,404",
  })
  void asksWhoCalls_andWhetherHeMay(
      String method, String path, int anonymous, int viewer, int admin) throws Exception {
    String body = method.equals("POST") ? "{\"name\":\"a\",\"size\":1}" : null;

    assertThat(call(method, path, null, body).statusCode()).isEqualTo(anonymous);
    assertThat(call(method, path, VIEWER, body).statusCode()).isEqualTo(viewer);
    assertThat(call(method, path, ADMIN, body).statusCode()).isEqualTo(admin);
  }

  @Test
  void refusesWithAProblem() throws Exception {
    HttpResponse<String> unknown = get("/api/things", "a-token-nobody-knows");
    HttpResponse<String> forbidden = call("POST", "/api/things", VIEWER, "{}");

    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(unknown.body()).contains("\"status\":401").doesNotContain("nobody-knows");
    assertThat(forbidden.body()).contains("\"status\":403", "\"title\":\"Forbidden\"");
  }

  @Test
  void keepsTheCaller_whenAnAnswerComesLater() throws Exception {
    assertThat(call("POST", "/api/later", ADMIN, "").body()).isEqualTo("administrator");
  }

  @Test
  void saysWhichVersionItIs() throws Exception {
    assertThat(get("/actuator/info", VIEWER).body())
        .contains("\"service\":\"trial-service\"", "\"version\":");
  }

  @Test
  void startsNoSession_forABearer() throws Exception {
    assertThat(get("/api/things", ADMIN).headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"name\":\"a\",\"size\":-1} | 422 | {\"field\":\"size\",\"rule\":\"must be at least 0\"}",
        "{\"name\":\"a\",\"size\":\"1\"} | 400 | {\"field\":\"size\",\"rule\":\"must be a whole"
            + " number\"}",
        "{\"name\":\"a\",\"size\":1.5} | 400 | {\"field\":\"size\",\"rule\":\"must be a whole"
            + " number\"}",
        "{\"name\": | 400 | must be JSON",
        "{\"size\":1,\"size\":2} | 400 | must not name a field twice",
      })
  void namesTheFieldThatIsWrong(String body, int status, String told) throws Exception {
    HttpResponse<String> answer = call("POST", "/api/things", ADMIN, body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains(told).doesNotContain("java", "Thing");
  }

  @Test
  void saysWhatItTakes_whenMethodOrMediaTypeIsWrong() throws Exception {
    HttpResponse<String> method = call("DELETE", "/api/things", ADMIN, null);
    HttpResponse<String> mediaType =
        send(
            request("/api/things", ADMIN)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x")));

    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow").orElseThrow().split(","))
        .containsExactlyInAnyOrder("GET", "HEAD", "POST");
    assertThat(method.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(mediaType.statusCode()).isEqualTo(415);
    assertThat(mediaType.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void refusesALongBody_whetherItsLengthIsToldOrNot() throws Exception {
    byte[] body = ("{\"name\":\"" + "a".repeat(2_000) + "\"}").getBytes(StandardCharsets.UTF_8);

    HttpResponse<String> told =
        call("POST", "/api/things", ADMIN, new String(body, StandardCharsets.UTF_8));
    HttpResponse<String> untold =
        send(
            request("/api/things", ADMIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));

    assertThat(told.statusCode()).isEqualTo(413);
    assertThat(untold.statusCode()).isEqualTo(413);
    assertThat(untold.body()).contains("at most 1024 bytes");
  }

  @Test
  void saysToComeBack_whenTheStoreIsAway() throws Exception {
    HttpResponse<String> answer = call("POST", "/api/later?fail=yes", ADMIN, "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).doesNotContain("secret-host");
  }

  @Test
  void tellsNothingOfAFailureInside() throws Exception {
    HttpResponse<String> answer = call("POST", "/api/failures", ADMIN, "");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("\"status\":500").doesNotContain("secret", "Exception");
  }

  /** An API, a page, health; nobody and somebody: all hear the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/things?limit=%FF",
        "/api/things?limit=1%",
        "/api/things?%zz=1",
        "/api/things?limit=%C0%AF",
        "/api/things?limit=%00",
        "/api/things/%FC",
        "/things/%C3",
        "/things?x=%E9",
        "/nothing?to=%ED%A0%80",
        "/actuator/health/readiness?x=%FF",
        "/actuator/info?x=%FF",
        "/nothing?x=%FF"
      })
  void refusesWhatCannotBeDecoded_whoeverCalls(String path) throws Exception {
    for (String token : new String[] {null, VIEWER, ADMIN, "a-token-nobody-knows"}) {
      for (String method : new String[] {"GET", "POST"}) {
        String answer = raw(method, path, token, "");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api//things",
        "/api/things;x=1",
        "/api/%2e%2e/things",
        "/api/a%2Fb",
        "/api/%5Cx"
      })
  void whatTheFirewallRefusesIsAProblem(String path) throws Exception {
    for (String token : new String[] {null, ADMIN}) {
      assertThat(raw("GET", path, token, ""))
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json", "\"status\":400");
    }
    assertThat(raw("GET", "/api/things", "\u0080", "")).startsWith("HTTP/1.1 400 ");
    assertThat(raw("FETCH", "/api/things", ADMIN, "")).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/things?limits=1                    | 400 | {\"field\":\"limits\",\"rule\":\"is not"
            + " known; there are colour, limit, tag\"}",
        "/api/things?Limit=1                     | 400 | \"field\":\"Limit\"",
        "/api/things?limit=1&offset=2&lang=ko    | 400 | \"field\":\"offset\"",
        "/api/things?limit=1&offset=2&lang=ko    | 400 | \"field\":\"lang\"",
        "/api/things?=1                          | 400 | \"field\":\"parameters\"",
        "/api/things?%e5%9b%a2                   | 400 | \"field\":\"团\"",
        "/api/things?limit=1&limit=2             | 400 | {\"field\":\"limit\",\"rule\":\"must be"
            + " given once\"}",
        "/api/things?limit=abc                   | 422 | {\"field\":\"limit\",\"rule\":\"must be a"
            + " whole number\"}",
        "/api/things?limit=1.5                   | 422 | \"field\":\"limit\"",
        "/api/things?limit=99999999999           | 422 | \"field\":\"limit\"",
        "/api/things/sizes                       | 400 | {\"field\":\"from\",\"rule\":\"is"
            + " required\"}",
      })
  void namesTheParameterThatIsWrong(String path, int status, String told) throws Exception {
    HttpResponse<String> answer = get(path, VIEWER);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains(told);
  }

  @Test
  void readsWhatAHandlerDeclares_andOfListsMoreThanOne() throws Exception {
    String all = "/api/things?limit=1&&colour=red+or+blue&tag=a&tag=b&";

    assertThat(get(all, VIEWER).statusCode()).isEqualTo(200);
    assertThat(get("/api/things/sizes?from=1", VIEWER).body()).isEqualTo("{\"one\":1}");
    assertThat(call("POST", "/api/things?x=1", ADMIN, "{\"name\":\"a\",\"size\":1}").body())
        .contains("{\"field\":\"x\",\"rule\":\"is not known; this call has no parameters\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "X-Forwarded-Host: desk.example | https://desk.example/s/seen",
        "X-Forwarded-Host: desk.example, X-Forwarded-Port: | https://desk.example/s/seen",
        "X-Forwarded-Host: desk.example:8443, X-Forwarded-Port: 8443 | https://desk.example:8443/s/seen",
        "X-Forwarded-Port: 8443 | https://localhost:8443/s/seen",
        "X-Forwarded-For: 10.9.3.4 | https://localhost/s/seen"
      })
  void takesTheDoorsWord_forWhoCallsAndHow(String more, String url) throws Exception {
    // What a caller wrote itself stands before what the door adds.
    String headers =
        "X-Forwarded-For: 198.51.100.7, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
            + more.replace(", ", "\r\n")
            + "\r\n";

    assertThat(fromDoor("/s/seen", headers)).endsWith("\r\n\r\n203.0.113.9 true " + url);
  }

  @Test
  void takesNobodyElsesWord() throws Exception {
    String forged = BY_TLS + "X-Forwarded-Port: 8443\r\nForwarded: for=203.0.113.9;proto=https\r\n";

    assertThat(raw("GET", "/s/seen", null, forged))
        .endsWith("\r\n\r\n127.0.0.1 false http://localhost/s/seen");
  }

  private static String raw(String method, String path, String token, String headers)
      throws IOException {
    return raw(method, path, token, headers, "");
  }

  /** As no client of this language would send it. */
  private static String raw(String method, String path, String token, String headers, String body)
      throws IOException {
    String bearer = token == null ? "" : "Authorization: Bearer " + token + "\r\n";
    return send(
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + bearer
            + headers
            + "\r\n"
            + body);
  }

  private static String fromDoor(String path, String headers) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(DOOR, 0));
    } catch (BindException e) {
      assumeTrue(false, "left out: this machine has one address for itself alone");
    }
    return send(
        DOOR,
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
  }

  private static String send(String request) throws IOException {
    return send("127.0.0.1", request);
  }

  private static String send(String from, String request) throws IOException {
    int port = Integer.parseInt(service.getEnvironment().getProperty("local.server.port"));
    try (Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/things", "/v3/api-docs", "/api/nothing"})
  void tellsABrowserWhatAPageOfAnAllowedOriginMaySend_withoutACredential(String path)
      throws Exception {
    HttpResponse<String> answer = preflight(path, WALL, "PUT");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(WALL);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("GET", "POST", "PUT", "DELETE");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("authorization", "if-none-match");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void letsAPageOfAnAllowedOriginReadAnswersAndRefusals() throws Exception {
    HttpResponse<String> things = send(request("/api/things", VIEWER).header("Origin", WALL).GET());
    HttpResponse<String> unknown =
        send(request("/api/things", "a-token-nobody-knows").header("Origin", WALL).GET());
    HttpResponse<String> tooLong =
        send(
            request("/api/things", ADMIN)
                .header("Origin", WALL)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(" ".repeat(2_000))));

    assertThat(things.statusCode()).isEqualTo(200);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(tooLong.statusCode()).isEqualTo(413);
    for (HttpResponse<String> answer : List.of(things, unknown, tooLong)) {
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(WALL);
      assertThat(answer.headers().allValues("Vary")).contains("Origin");
      assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
          .contains("ETag", "Retry-After");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example",
        "http://wall.example",
        "https://wall.example:8443",
        "https://not-the-wall.example",
        "https://wall.example.evil.example",
        "null"
      })
  void refusesPagesOfOtherOrigins(String origin) throws Exception {
    HttpResponse<String> asked = preflight("/api/things", origin, "GET");
    HttpResponse<String> sent = send(request("/api/things", ADMIN).header("Origin", origin).GET());

    for (HttpResponse<String> answer : List.of(asked, sent)) {
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"status\":403", "origin");
    }
  }

  private HttpResponse<String> preflight(String path, String origin, String method)
      throws Exception {
    return send(
        request(path, null)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", "authorization, if-none-match")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return call("GET", path, token, null);
  }

  private HttpResponse<String> call(String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request = request(path, token);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return send(
        request.method(
            method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request(String path, String token) {
    String port = service.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return send(client, request);
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(request.build(), BodyHandlers.ofString());
  }
}
