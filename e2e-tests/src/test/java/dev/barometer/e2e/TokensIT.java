package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.token.TokenHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tokens and people's sessions, from their issue to their end, in all four services. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokensIT {
  private static final String HOSTILE = "<script>alert(1)</script>";

  @TempDir private static Path data;
  private static Suite suite;

  @BeforeAll
  static void start() {
    suite = new Suite(data);
  }

  @AfterAll
  static void stop() {
    suite.close();
  }

  @Test
  @Order(1)
  void anIssuedTokenIsKnownEverywhere_andShownOnce() {
    JsonNode issued = issue("desk", "viewer");

    assertThat(issued.get("token").asString()).startsWith("bmt_").hasSizeGreaterThan(40);
    assertThat(status(suite.running().reporting(), issued)).isEqualTo(200);
    for (URI service : suite.services().values()) {
      eventually(service, issued, 200);
    }
    HttpResponse<String> list = list();
    assertThat(list.body())
        .contains("\"name\":\"desk\"", "\"status\":\"live\"")
        .doesNotContain(issued.get("token").asString(), "hash");
  }

  @Test
  @Order(2)
  void aNameIsUniqueAmongLiveTokens_andEveryFieldIsChecked() {
    assertThat(post(Map.of("name", "desk", "role", "agent")).statusCode()).isEqualTo(422);
    assertThat(post(Map.of("name", "administrator", "role", "agent")).statusCode()).isEqualTo(422);
    HttpResponse<String> wrong =
        post(Map.of("name", " ", "role", "emperor", "expiresAt", "2020-01-01T00:00:00Z"));

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("\"field\":\"name\"", "\"field\":\"role\"", "\"field\":\"expiresAt\"");
  }

  @Test
  @Order(3)
  void saysWhenEachServiceLastSawIt() {
    Suite.eventually()
        .untilAsserted(
            () -> assertThat(tokenNamed("desk").get("lastUsed").propertyNames()).hasSize(4));
  }

  @Test
  @Order(4)
  void endsWithItsTime() {
    JsonNode issued =
        issue("for-a-moment", "viewer", Instant.now().plus(Duration.ofSeconds(4)).toString());

    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(tokenNamed("for-a-moment").get("status").asString())
                    .isEqualTo("expired"));
    assertThat(status(suite.running().reporting(), issued)).isEqualTo(401);
    issue("for-a-moment", "viewer");
  }

  @Test
  @Order(5)
  void aRevokedTokenIsRefusedEverywhere_andItsSessionsEnd() {
    URI reporting = suite.running().reporting();
    JsonNode issued = issue("leaver", "viewer");
    Browser leaver = new Browser();
    assertThat(
            leaver
                .signIn(reporting, "leaver", issued.get("token").asString())
                .headers()
                .firstValue("Location"))
        .hasValueSatisfying(target -> assertThat(target).doesNotContain("login"));
    assertThat(leaver.get(reporting, "/dashboard").statusCode()).isEqualTo(200);

    HttpResponse<String> revoked =
        suite.delete(reporting, "/api/tokens/" + issued.get("id").asString());

    assertThat(revoked.statusCode()).isEqualTo(204);
    HttpResponse<String> after = leaver.get(reporting, "/dashboard");
    assertThat(after.statusCode()).isEqualTo(302);
    assertThat(after.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    assertThat(leaver.get(reporting, "/api/scores/nps").statusCode()).isEqualTo(401);
    for (URI service : suite.services().values()) {
      eventually(service, issued, 401);
    }
    assertThat(suite.delete(reporting, "/api/tokens/none").statusCode()).isEqualTo(404);
  }

  @Test
  @Order(6)
  void issuesAndRevokesOnThePage_withAllNamesAsText() {
    URI reporting = suite.running().reporting();
    Browser administrator = administrator();

    HttpResponse<String> issued =
        administrator.submit(
            reporting,
            "/administration/tokens",
            withCsrf(
                administrator,
                Map.of("name", HOSTILE, "role", "viewer", "expiresOn", "2099-12-31")));

    assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
    assertThat(issued.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(issued.body())
        .containsPattern("id=\"secret\"[^>]*value=\"bmt_[A-Za-z0-9_-]{43}\"")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain(HOSTILE);
    HttpResponse<String> again = administrator.get(reporting, "/administration/tokens");
    assertThat(again.body()).doesNotContain("bmt_", HOSTILE);

    String page = "/administration/tokens/" + tokenNamed(HOSTILE).get("id").asString() + "/revoke";
    assertThat(administrator.get(reporting, page).body())
        .contains("&lt;script&gt;")
        .doesNotContain(HOSTILE);
    HttpResponse<String> revoked =
        administrator.submit(reporting, page, withCsrf(administrator, Map.of()));
    assertThat(revoked.statusCode()).isEqualTo(302);
    assertThat(tokenNamed(HOSTILE).get("status").asString()).isEqualTo("revoked");
  }

  @Test
  @Order(7)
  void changesNothing_withASessionAlone() {
    URI reporting = suite.running().reporting();
    Browser administrator = administrator();
    Map<String, String> form = Map.of("name", "thief", "role", "admin");

    assertThat(administrator.submit(reporting, "/administration/tokens", form).statusCode())
        .isEqualTo(403);
    assertThat(
            administrator
                .send(
                    HttpRequest.newBuilder(reporting.resolve("/administration/tokens"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "https://evil.example")
                        .POST(BodyPublishers.ofString("name=thief&role=admin&_csrf=guessed")))
                .statusCode())
        .isEqualTo(403);
    assertThat(administrator.submit(reporting, "/api/tokens", form).statusCode()).isEqualTo(401);
    assertThat(
            administrator
                .send(
                    HttpRequest.newBuilder(reporting.resolve("/api/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"thief\",\"role\":\"admin\"}")))
                .statusCode())
        .isEqualTo(401);
    assertThat(list().body()).doesNotContain("thief");
  }

  @Test
  @Order(8)
  void writesDownWhatWasDone_andShowsItAsText() {
    URI reporting = suite.running().reporting();
    new Browser().signIn(reporting, HOSTILE, "a-wrong-secret-of-some-length");
    Browser administrator = administrator();

    Suite.eventually()
        .untilAsserted(
            () -> {
              assertThat(acts("?act=token.revoked&caller=administrator"))
                  .contains(
                      "\"subject\":\"leaver\"", "\"role\":\"admin\"", "\"address\":\"127.0.0.1\"");
              assertThat(acts("?act=token.issued")).contains("\"subject\":\"desk\"");
              assertThat(acts("?act=sign-in.succeeded")).contains("\"caller\":\"leaver\"");
              assertThat(acts("?act=sign-in.failed"))
                  .contains("alert(1)", "\"caller\":\"nobody\"")
                  .doesNotContain("a-wrong-secret");
            });
    JsonNode first = suite.get(reporting, "/api/audit?limit=2");
    assertThat(first.get("items")).hasSize(2);
    JsonNode next =
        suite.get(reporting, "/api/audit?limit=2&cursor=" + first.get("next").asString());
    assertThat(next.get("items").get(0).get("id"))
        .isNotEqualTo(first.get("items").get(1).get("id"));
    assertThat(acts("?from=2099-01-01")).isEqualTo("{\"items\":[]}");

    String page = administrator.get(reporting, "/administration/audit").body();
    assertThat(page).contains("&lt;script&gt;alert(1)", "Token issued").doesNotContain(HOSTILE);
  }

  @Test
  @Order(9)
  void protectsPagesAndAnswersByHeaders() {
    URI reporting = suite.running().reporting();
    for (String path : new String[] {"/login", "/api/tokens", "/actuator/health"}) {
      HttpResponse<String> answer = new Browser().get(reporting, path);
      assertThat(header(answer, "Content-Security-Policy"))
          .contains("frame-ancestors 'none'")
          .doesNotContain("script-src 'unsafe-inline'");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
      assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
      assertThat(header(answer, "Cache-Control")).contains("no-store");
    }
    Browser visitor = new Browser();
    assertThat(visitor.get(reporting, "/login").headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("BAROMETER_"));
    String first = sessionOf(visitor.signIn(reporting, "administrator", InProcessStack.TOKEN));
    String second = sessionOf(visitor.signIn(reporting, "administrator", InProcessStack.TOKEN));
    assertThat(second).isNotEqualTo(first);
    assertThat(visitor.submit(reporting, "/logout", withCsrf(visitor, Map.of())).statusCode())
        .isEqualTo(302);
    assertThat(visitor.get(reporting, "/dashboard").statusCode()).isEqualTo(302);
    HttpRequest.Builder copied = HttpRequest.newBuilder(reporting.resolve("/dashboard"));
    assertThat(new Browser().send(copied.header("Cookie", second)).statusCode()).isEqualTo(302);
  }

  @Test
  @Order(10)
  void knowsAllOfItAgain_whenItIsStartedAgain() {
    JsonNode stays = issue("stays", "agent");
    Browser agent = new Browser();
    agent.signIn(suite.running().reporting(), "stays", stays.get("token").asString());
    JsonNode goes = issue("goes", "agent");
    suite.delete(suite.running().reporting(), "/api/tokens/" + goes.get("id").asString());

    suite.restart();

    for (URI service : suite.services().values()) {
      assertThat(status(service, stays)).isEqualTo(200);
      assertThat(agent.get(service, "/actuator/info").statusCode()).isEqualTo(200);
      assertThat(status(service, goes)).isEqualTo(401);
    }
  }

  /** Whoever may write to the broker is not by that an administrator. */
  @Test
  @Order(11)
  void knowsNoTokenThatNoServiceSigned_andSaysSoOnce() {
    String secret = "secret-of-nobody-at-all";
    Map<String, Object> forged =
        Map.of(
            "tokenId", "forged-token",
            "revision", 1,
            "name", "collector",
            "role", "admin",
            "hash", TokenHash.of(secret),
            "createdAt", "2026-11-01T00:00:00Z",
            "createdBy", "administrator",
            "expiresAt", "2099-01-01T00:00:00Z");
    new Broker(suite.running().bootstrapServers())
        .write(
            List.of(
                Broker.event(
                    Topics.TOKENS,
                    "forged-token",
                    "forged-1",
                    EventTypes.TOKEN_ISSUED,
                    FactJson.write(forged))));
    // Behind it on the same topic: who knows this one has read the other.
    JsonNode after = issue("after-the-forged", "viewer");

    for (URI service : suite.services().values()) {
      eventually(service, after, 200);
      assertThat(statusOf(service, secret)).isEqualTo(401);
    }
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(
                        suite
                            .get(suite.running().reporting(), "/api/audit?act=token.forged")
                            .get("items"))
                    .singleElement()
                    .satisfies(
                        act ->
                            assertThat(act.get("subject").asString())
                                .startsWith("barometer.tokens-0@")));
    assertThat(list().body()).doesNotContain("forged-token");
  }

  @Test
  @Order(12)
  void whatASenderSentIsThatSendersAndItsSuccessors() {
    URI survey = suite.running().survey();
    String first = issuedFor("portal-2026", "portal").get("token").asString();
    String next = issuedFor("portal-2027", "portal").get("token").asString();
    JsonNode strange = issue("another-portal", "ingest");
    String other = strange.get("token").asString();
    for (String token : List.of(first, next, other)) {
      Suite.eventually()
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(statusOf(survey, token)).isNotEqualTo(401));
    }

    assertThat(answer(first, "owned-1", 1, 9)).isEqualTo(201);

    assertThat(withdraw(other, "owned-1")).isEqualTo(403);
    assertThat(answer(other, "owned-1", 7, 0)).isEqualTo(403);
    assertThat(answer(next, "owned-1", 2, 8)).isEqualTo(201);
    assertThat(answer(InProcessStack.TOKEN, "owned-1", 3, 7)).isEqualTo(201);
    assertThat(withdraw(next, "owned-1")).isEqualTo(202);
    assertThat(withdraw(next, "owned-1")).isEqualTo(202);
    assertThat(withdraw(next, "never-sent")).isEqualTo(404);
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(acts("?act=response.overwritten"))
                    .contains("\"subject\":\"owned-1\"", "\"caller\":\"administrator\""));
  }

  /** Over the wire, because each part of a server has its own mind about paths. */
  @Test
  @Order(13)
  void whatIsTakenCanBeWithdrawn_whateverItsIdHolds() {
    URI survey = suite.running().survey();
    for (String id :
        List.of(
            "k/9", "../k", "..%2fk", "%00k", "k;v=1", "k\\v", "k//v", "9%", "..", "\u00e9 ?&#")) {
      HttpResponse<String> taken =
          suite.post(
              survey,
              "/api/responses",
              "application/json",
              Map.of("responseId", id, "answers", List.of(Map.of("questionId", "q", "text", "t"))));
      assertThat(taken.statusCode()).as(id + taken.body()).isEqualTo(201);

      String path = "/api/responses/" + escaped(id);
      assertThat(raw(survey, "DELETE " + path)).as(path).startsWith("HTTP/1.1 202");
      String location = header(taken, "Location");
      assertThat(raw(survey, "DELETE " + location)).as(location).startsWith("HTTP/1.1 202");
      assertThat(
              suite
                  .post(
                      survey,
                      "/api/responses/withdrawals",
                      "application/json",
                      Map.of("responseId", id))
                  .statusCode())
          .isEqualTo(202);
    }
    for (String other :
        List.of(
            "GET /api/responses/..%2f..%2factuator%2fenv",
            "DELETE /api/surveys/a%2Fb",
            "DELETE /api/responses/x/..%2F..",
            "GET /api/jobs/a%5Cb",
            "GET /api/jobs/a%2Fb")) {
      assertThat(raw(survey, other)).as(other).containsPattern("^HTTP/1.1 4(00|03)");
    }
  }

  /** The last, because what it slows down stays slow for a while. */
  @Test
  @Order(14)
  void slowsDownWhoGuesses_andNobodyElse() {
    URI complaint = suite.running().complaint();
    assertThat(suite.get(complaint, "/api/complaints")).isNotNull();

    HttpResponse<String> refused = null;
    for (int i = 0; i < 12; i++) {
      refused =
          new Browser()
              .send(
                  HttpRequest.newBuilder(complaint.resolve("/api/complaints"))
                      .header("Authorization", "Bearer guess-" + i));
    }

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(header(refused, "Retry-After"))).isPositive();
    assertThat(suite.get(complaint, "/api/complaints")).isNotNull();

    URI survey = suite.running().survey();
    Browser guesser = new Browser();
    HttpResponse<String> form = null;
    for (int i = 0; i < 12; i++) {
      form = guesser.signIn(survey, "administrator", "a-wrong-secret-" + i);
    }
    assertThat(form.statusCode()).isEqualTo(429);
    assertThat(form.body()).contains("Too many failed attempts");
    assertThat(Integer.parseInt(header(form, "Retry-After"))).isPositive();
    assertThat(header(guesser.signIn(survey, "administrator", InProcessStack.TOKEN), "Location"))
        .isEqualTo("/");
  }

  private static Browser administrator() {
    Browser administrator = new Browser();
    administrator.signIn(suite.running().reporting(), "administrator", InProcessStack.TOKEN);
    return administrator;
  }

  private static Map<String, String> withCsrf(Browser visitor, Map<String, String> fields) {
    Map<String, String> form = new HashMap<>(fields);
    form.put("_csrf", visitor.csrf(suite.running().reporting(), "/dashboard"));
    return form;
  }

  private static JsonNode issue(String name, String role) {
    return issued(post(Map.of("name", name, "role", role)));
  }

  private static JsonNode issue(String name, String role, String expiresAt) {
    return issued(post(Map.of("name", name, "role", role, "expiresAt", expiresAt)));
  }

  private static JsonNode issuedFor(String name, String sender) {
    return issued(post(Map.of("name", name, "role", "ingest", "sender", sender)));
  }

  private static int answer(String token, String id, int revision, int nps) {
    Map<String, Object> recommended =
        Map.of("questionId", "q", "metric", "nps", "scale", "0-10", "value", nps);
    Map<String, Object> response =
        Map.of("responseId", id, "revision", revision, "answers", List.of(recommended));
    return new Browser()
        .send(
            HttpRequest.newBuilder(suite.running().survey().resolve("/api/responses"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(FactJson.write(response))))
        .statusCode();
  }

  private static int withdraw(String token, String id) {
    return new Browser()
        .send(
            HttpRequest.newBuilder(suite.running().survey().resolve("/api/responses/" + id))
                .header("Authorization", "Bearer " + token)
                .DELETE())
        .statusCode();
  }

  private static String escaped(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }

  /** The first line of the answer to a request whose path no client has put in order. */
  private static String raw(URI service, String call) {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      String head =
          call
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
              + InProcessStack.TOKEN
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode issued(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Suite.JSON.readTree(answer.body());
  }

  private static HttpResponse<String> post(Map<String, String> request) {
    return suite.post(suite.running().reporting(), "/api/tokens", "application/json", request);
  }

  private static HttpResponse<String> list() {
    return new Browser()
        .send(
            HttpRequest.newBuilder(suite.running().reporting().resolve("/api/tokens"))
                .header("Authorization", "Bearer " + InProcessStack.TOKEN));
  }

  private static JsonNode tokenNamed(String name) {
    for (JsonNode token : suite.get(suite.running().reporting(), "/api/tokens").get("items")) {
      if (token.get("name").asString().equals(name)) {
        return token;
      }
    }
    throw new AssertionError("There is no token named " + name);
  }

  private static String acts(String query) {
    return suite.get(suite.running().reporting(), "/api/audit" + query).toString();
  }

  /** Asks rarely, because what is refused counts. */
  private static void eventually(URI service, JsonNode issued, int status) {
    Suite.eventually()
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(status(service, issued)).isEqualTo(status));
  }

  private static int status(URI service, JsonNode issued) {
    return statusOf(service, issued.get("token").asString());
  }

  private static int statusOf(URI service, String token) {
    return new Browser()
        .send(
            HttpRequest.newBuilder(service.resolve("/actuator/info"))
                .header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }

  private static String sessionOf(HttpResponse<?> answer) {
    String cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(set -> set.startsWith("BAROMETER_SESSION="))
            .findFirst()
            .orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
    return cookie.substring(0, cookie.indexOf(';'));
  }
}
