package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.trial.TrialApplication;
import java.io.IOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What a caller sees of any service: who gets in, and how it says no. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpEdgeTest {
  private static final String ADMIN = TrialApplication.TOKEN;
  private static final String VIEWER = "a-token-that-may-look";

  /** Whose pages may call. */
  private static final String WALL = "https://wall.example";

  private static ConfigurableApplicationContext service;

  private final HttpClient client = browser();

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
    settings.put(
        "spring.autoconfigure.exclude",
        "dev.barometer.starter.token.TokenConfiguration,"
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
    "GET,/barometer.css,200,200,200",
    "GET,/webjars/htmx.org/2.0.8/dist/htmx.min.js,302,302,302",
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
        "{\"name\":\"a\",\"size\":\"1\"} | 400 | {\"field\":\"size\",\"rule\":\"must be a whole number\"}",
        "{\"name\":\"a\",\"size\":1.5} | 400 | {\"field\":\"size\",\"rule\":\"must be a whole number\"}",
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

  /** An API, a page, the login, health; nobody and somebody: all hear the same. */
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
        "/login?x=%FF",
        "/login?error&to=%",
        "/barometer.css?x=%ED%A0%80",
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

  @Test
  void refusesAFormThatCannotBeDecoded() throws Exception {
    String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 22\r\n";

    for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
      for (String path : new String[] {"/login", "/logout", "/things", "/api/things"}) {
        for (String token : new String[] {null, ADMIN}) {
          String answer = raw(method, path, token, form, "username=%FF&password=%");

          assertThat(answer)
              .as(method + path)
              .matches(text -> text.matches("(?s)HTTP/1.1 4\\d\\d .*"))
              .doesNotContain("Exception");
        }
      }
    }
    assertThat(raw("POST", "/login", null, form, "username=%FF&password=%"))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json", "\"field\":\"parameters\"");
  }

  @Test
  void takesNoFiles_whereThereArePages() throws Exception {
    String parts = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5\r\n";

    assertThat(raw("POST", "/login", null, parts, "--b--")).startsWith("HTTP/1.1 415 ");
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
        "/api/things?limits=1                    | 400 | {\"field\":\"limits\",\"rule\":\"is not known; there are colour, limit, tag\"}",
        "/api/things?Limit=1                     | 400 | \"field\":\"Limit\"",
        "/api/things?limit=1&offset=2&lang=ko    | 400 | \"field\":\"offset\"",
        "/api/things?limit=1&offset=2&lang=ko    | 400 | \"field\":\"lang\"",
        "/api/things?=1                          | 400 | \"field\":\"parameters\"",
        "/api/things?%e5%9b%a2                   | 400 | \"field\":\"团\"",
        "/api/things?limit=1&limit=2             | 400 | {\"field\":\"limit\",\"rule\":\"must be given once\"}",
        "/api/things?limit=abc                   | 422 | {\"field\":\"limit\",\"rule\":\"must be a whole number\"}",
        "/api/things?limit=1.5                   | 422 | \"field\":\"limit\"",
        "/api/things?limit=99999999999           | 422 | \"field\":\"limit\"",
        "/api/things/sizes                       | 400 | {\"field\":\"from\",\"rule\":\"is required\"}",
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
      value = {
        "/things | /login?to=%2Fthings",
        "/things?a=1&b=https%3A%2F%2Fevil.example | /login?to=%2Fthings%3Fa%3D1%26b%3Dhttps%253A%252F%252Fevil.example",
        "/dashboard | /login",
      })
  void sendsPeopleToTheLogin_whateverTheyCallTheHost(String path, String location)
      throws Exception {
    for (String version : new String[] {"HTTP/1.1", "HTTP/1.0"}) {
      String answer =
          send(
              "GET "
                  + path
                  + " "
                  + version
                  + "\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

      assertThat(answer).contains(" 302 ", "\r\nLocation: " + location + "\r\n");
      assertThat(answer).contains("Content-Length: 0").doesNotContain("Set-Cookie");
    }
  }

  @Test
  void leadsBackToThePage_afterAWrongTokenToo() throws Exception {
    String page = get("/login?to=%2Fthings%2Fred%3Fcolour%3D1", null).body();
    assertThat(page).contains("name=\"to\" value=\"/things/red?colour=1\"");

    HttpResponse<String> wrong = logIn("looker", "guess", "&to=%2Fthings%2Fred%3Fcolour%3D1");
    HttpResponse<String> right = logIn("looker", VIEWER, "&to=%2Fthings%2Fred%3Fcolour%3D1");
    HttpResponse<String> lured = logIn("looker", VIEWER, "&to=%2F%2Fevil.example");

    assertThat(wrong.headers().firstValue("Location"))
        .contains("/login?error&to=%2Fthings%2Fred%3Fcolour%3D1");
    assertThat(right.headers().firstValue("Location")).contains("/things/red?colour=1");
    assertThat(lured.headers().firstValue("Location")).contains("/");
  }

  @Test
  void keepsNothing_ofStrangersNorOfThoseWhoSignedIn() throws Exception {
    for (String path : new String[] {"/things", "/login", "/login?error", "/nothing", "/error"}) {
      get(path, null);
      call("POST", path, null, "{}");
    }
    logIn("looker", "guess");
    call("GET", "/api/things", "guess", null);
    logIn("looker", VIEWER);
    get("/things", null);

    assertThat(sessionsBegun()).isZero();
  }

  @Test
  void endsASession_whereverItsCookieIs_whenItsOwnerSignsOut() throws Exception {
    String cookie = sessionOf(logIn("looker", VIEWER));
    assertThat(withCookie(cookie)).isEqualTo(200);
    assertThat(withCookie(cookie.substring(0, cookie.length() - 2))).isEqualTo(302);

    HttpResponse<String> answer = send(form(client, "/logout", ""));

    assertThat(answer.headers().firstValue("Location")).contains("/login?logout");
    assertThat(get("/things", null).statusCode()).isEqualTo(302);
    assertThat(withCookie(cookie)).isEqualTo(302);
  }

  private static String sessionOf(HttpResponse<String> signedIn) {
    return signedIn.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("BAROMETER_SESSION="))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private static int withCookie(String cookie) throws Exception {
    return HttpClient.newHttpClient()
        .send(request("/things", null).header("Cookie", cookie).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void whoGuessesWaits_andTheRightTokenIsLetInMeanwhile() throws Exception {
    HttpResponse<String> guessed = null;
    for (int i = 0; i < 14; i++) {
      guessed = logIn("looker", "guess " + i);
    }

    assertThat(guessed.statusCode()).isEqualTo(429);
    assertThat(guessed.headers().firstValue("Retry-After")).isPresent();
    assertThat(guessed.body()).contains("Too many failed attempts");
    assertThat(get("/api/things", "guess").statusCode()).isEqualTo(429);
    assertThat(get("/api/things", VIEWER).statusCode()).isEqualTo(200);
    assertThat(logIn("looker", VIEWER).headers().firstValue("Location")).contains("/");
    assertThat(get("/things", null).statusCode()).isEqualTo(200);
  }

  private static double sessionsBegun() throws Exception {
    String meters =
        HttpClient.newHttpClient()
            .send(request("/actuator/prometheus", ADMIN).build(), BodyHandlers.ofString())
            .body();
    Matcher begun =
        Pattern.compile("(?m)^tomcat_sessions_created_sessions_total\\S* (\\S+)").matcher(meters);
    assertThat(begun.find()).isTrue();
    return Double.parseDouble(begun.group(1));
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

  private static String send(String request) throws IOException {
    int port = Integer.parseInt(service.getEnvironment().getProperty("local.server.port"));
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void letsAPageReadTheApi_butNotWriteToIt() throws Exception {
    HttpResponse<String> login = logIn("looker", VIEWER);

    assertThat(login.statusCode()).isEqualTo(302);
    assertThat(login.headers().firstValue("Location").orElseThrow()).doesNotContain("error");
    assertThat(get("/things", null).statusCode()).isEqualTo(200);
    assertThat(get("/api/things", null).statusCode()).isEqualTo(200);
    assertThat(call("POST", "/api/things", null, "{}").statusCode()).isEqualTo(401);
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

  @Test
  void answersNoPageOfAnotherOriginByASession() throws Exception {
    logIn("looker", VIEWER);

    assertThat(get("/api/things", null).statusCode()).isEqualTo(200);
    assertThat(send(request("/api/things", null).header("Origin", WALL).GET()).statusCode())
        .isEqualTo(401);
    assertThat(send(request("/things", null).header("Origin", WALL).GET()).headers().map())
        .doesNotContainKey("access-control-allow-origin");
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

  @Test
  void saysNoInThePersonsLanguage_whereAPageIsNotForThem() throws Exception {
    logIn("looker", VIEWER);

    HttpResponse<String> page =
        send(
            request("/closed", null)
                .header("Accept", "text/html")
                .header("Accept-Language", "ko")
                .GET());

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("<html lang=\"ko\"", "권한이 없습니다", "href=\"/\"");
  }

  @Test
  void refusesALogin_whenNameAndTokenDoNotFit() throws Exception {
    assertThat(logIn("administrator", VIEWER).headers().firstValue("Location").orElseThrow())
        .endsWith("/login?error");
    assertThat(get("/things", null).statusCode()).isEqualTo(302);
  }

  @Test
  void refusesALogin_withoutTheCsrfToken() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/login", null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=looker&password=" + VIEWER)));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void namesItsSessionCookie_andKeepsItFromScripts() throws Exception {
    HttpResponse<String> page = get("/login", null);

    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("CSRF_BAROMETER=")
        .contains("HttpOnly", "SameSite=Lax");
    assertThat(logIn("looker", VIEWER).headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("BAROMETER_SESSION="))
        .singleElement()
        .asString()
        .contains("HttpOnly", "SameSite=Lax");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'")
        .doesNotContain("script-src 'unsafe-inline'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @CsvSource({
    "/login,en-GB,en,Log in",
    "/login,'fr,zh-TW;q=0.8',zh-CN,登录",
    "/login,ko-KR,ko,로그인",
    "/login,fr,en,Log in",
    "/login?lang=ko,en,ko,로그인",
    "/login?lang=zh-CN,en,zh-CN,登录",
    "/login?lang=xx,ko,ko,로그인",
  })
  void speaksTheLanguageThatIsAskedFor(String path, String accepted, String tag, String title)
      throws Exception {
    HttpResponse<String> page = send(request(path, null).header("Accept-Language", accepted).GET());

    assertThat(page.body()).contains("<html lang=\"" + tag + "\"", "<h1>" + title + "</h1>");
  }

  @Test
  void remembersTheChosenLanguage() throws Exception {
    get("/login?lang=ko", null);

    assertThat(get("/login", null).body()).contains("<html lang=\"ko\"");
  }

  private HttpResponse<String> logIn(String name, String token) throws Exception {
    return logIn(name, token, "");
  }

  private HttpResponse<String> logIn(String name, String token, String more) throws Exception {
    return logIn(client, name, token, more);
  }

  private static HttpResponse<String> logIn(
      HttpClient browser, String name, String token, String more) throws Exception {
    String fields = "&username=%s&password=%s".formatted(name, token.replace(' ', '+'));
    return send(browser, form(browser, "/login", fields + more));
  }

  /** What a page sends, with the token that it was given. */
  private static HttpRequest.Builder form(HttpClient browser, String path, String fields)
      throws Exception {
    Matcher csrf =
        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
            .matcher(send(browser, request("/login", null).GET()).body());
    assertThat(csrf.find()).isTrue();
    String token = URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8);
    return request(path, null)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("_csrf=" + token + fields));
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

  private static HttpClient browser() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }
}
