package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.trial.TrialApplication;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What a caller sees of any service: who gets in, and how it says no. */
class HttpEdgeTest {
  private static final String ADMIN = TrialApplication.TOKEN;
  private static final String VIEWER = "a-token-that-may-look";

  private static ConfigurableApplicationContext service;

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @BeforeAll
  static void startService() {
    Map<String, String> settings = new HashMap<>();
    settings.put("barometer.tokens[0].name", "looker");
    settings.put("barometer.tokens[0].role", "viewer");
    settings.put(
        "barometer.tokens[0].hash",
        "0476331de6d82a3ae0d3c4ff0937298500509bd40b01118947913c84e4c83fce");
    settings.put("barometer.http.max-body", "1KB");
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
    "GET,/api/unnamed,401,403,403",
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

  @Test
  void sendsPeopleToTheLogin() throws Exception {
    HttpResponse<String> answer = get("/things", null);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
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
        .startsWith("BAROMETER_TRIAL_SERVICE=")
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
    Matcher csrf =
        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(get("/login", null).body());
    assertThat(csrf.find()).isTrue();
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(name, token, URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8));
    return send(
        request("/login", null)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
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
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
