package dev.barometer.frame;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/** What people see of any service with pages: how they get in, stay in, and are told no. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesTest {
  private static final String ADMIN = "trial-token-of-the-administrator";
  private static final String VIEWER = "a-token-that-may-look";

  private static ConfigurableApplicationContext service;

  private final HttpClient client = browser();

  @BeforeAll
  static void startService() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("spring.config.name", "trial-service");
    settings.put("server.port", "0");
    settings.put("barometer.api-token", ADMIN);
    settings.put("barometer.tokens[0].name", "looker");
    settings.put("barometer.tokens[0].role", "viewer");
    settings.put(
        "barometer.tokens[0].hash",
        "0476331de6d82a3ae0d3c4ff0937298500509bd40b01118947913c84e4c83fce");
    settings.put("barometer.brake.longest-pause", "1m");
    settings.put("barometer.door", "127.0.0.1");
    settings.put("barometer.http.allowed-origins", "https://wall.example");
    settings.put("barometer.http.streamed-paths", "/files");
    settings.put("spring.servlet.multipart.enabled", "true");
    settings.put("spring.servlet.multipart.max-file-size", "100KB");
    settings.put("spring.servlet.multipart.max-request-size", "100KB");
    settings.put(
        "spring.autoconfigure.exclude",
        "dev.barometer.starter.access.AccessConfiguration,"
            + "dev.barometer.starter.token.TokenConfiguration,"
            + "dev.barometer.starter.topic.TopicConfiguration,"
            + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
            + "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration");
    settings.put("spring.cloud.stream.function.autodetect", "false");
    settings.put("management.health.binders.enabled", "false");
    service = new SpringApplicationBuilder(TrialApplication.class).properties(settings).run();
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  /** Spring's own would look through all jars for each link of each page. */
  @Test
  void oneFilterTellsTheAddressesOfFiles() throws Exception {
    assertThat(service.getBeanProvider(FilterRegistrationBean.class).stream())
        .filteredOn(one -> one.getFilter() instanceof ResourceUrlEncodingFilter)
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.getFilter().getClass())
                    .isNotEqualTo(ResourceUrlEncodingFilter.class));
    assertThat(send(client, request("/login", null).GET()).body())
        .containsPattern("/frame/barometer-[0-9a-f]{32}\\.css");
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

  /** It could not be taken apart: whoever tried would say so. */
  @Test
  void readsNoFileOfAStranger_norOfWhoMaySendNone() throws Exception {
    String parts = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5\r\n";
    String session =
        logIn("looker", VIEWER).headers().allValues("Set-Cookie").stream()
            .filter(cookie -> cookie.startsWith("BAROMETER_SESSION="))
            .map(cookie -> cookie.split(";")[0])
            .findFirst()
            .orElseThrow();

    for (String cookie : new String[] {"", "Cookie: " + session + "\r\n"}) {
      String answer = raw("POST", "/files", null, parts + cookie, "bad\r\n");
      assertThat(answer).startsWith("HTTP/1.1 303 ").contains("Location: /files\r\n");
    }
    assertThat(get("/files", null).statusCode()).as("for him").isEqualTo(403);
  }

  @Test
  void takesAFileWithTheTokenOfItsForm_andLeadsToThePageWhereItIsTooLarge() throws Exception {
    logIn("administrator", ADMIN);
    String token = csrf(client);

    assertThat(upload(token, 10).body()).isEqualTo("10 bytes");
    assertThat(upload("guessed", 10).statusCode()).isEqualTo(403);
    HttpResponse<String> tooLarge = upload(token, 3_000_000);
    assertThat(tooLarge.statusCode()).isEqualTo(303);
    assertThat(tooLarge.headers().firstValue("Location")).contains("/files?refused=413");
  }

  private HttpResponse<String> upload(String token, int length) throws Exception {
    String body =
        """
        --b\r
        Content-Disposition: form-data; name="_csrf"\r
        \r
        %s\r
        --b\r
        Content-Disposition: form-data; name="file"; filename="f.csv"\r
        \r
        %s\r
        --b--\r
        """
            .formatted(token, "x".repeat(length));
    return send(
        request("/files", null)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/things | /login?to=%2Fthings",
        "/things?a=1&b=https%3A%2F%2Fevil.example |"
            + " /login?to=%2Fthings%3Fa%3D1%26b%3Dhttps%253A%252F%252Fevil.example",
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

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body())
        .as("only the secret has to be typed again")
        .contains("name=\"to\" value=\"/things/red?colour=1\"", "value=\"looker\"")
        .doesNotContain("guess");
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
  void keepsCookiesForTls_whereTheDoorSaysThatItIsThere() throws Exception {
    String byTls =
        "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: desk.example\r\n";

    assertThat(raw("GET", "/login", null, byTls))
        .containsPattern("Set-Cookie: CSRF_BAROMETER=[^\r]*; Secure")
        .contains("Strict-Transport-Security");
    assertThat(raw("GET", "/login", null, byTls.replace("https", "http")))
        .contains("Set-Cookie: CSRF_BAROMETER=")
        .doesNotContain("Secure", "Strict-Transport-Security");
  }

  @Test
  void answersNoPageOfAnotherOriginByASession() throws Exception {
    logIn("looker", VIEWER);

    assertThat(get("/api/things", null).statusCode()).isEqualTo(200);
    assertThat(
            send(request("/api/things", null).header("Origin", "https://wall.example").GET())
                .statusCode())
        .isEqualTo(401);
    assertThat(
            send(request("/things", null).header("Origin", "https://wall.example").GET())
                .headers()
                .map())
        .doesNotContainKey("access-control-allow-origin");
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
    assertThat(page.body()).contains("<html lang=\"ko\"", "볼 수 없는 페이지입니다", "looker", "조회자");
  }

  @Test
  void showsAccountAndWaysInTheFrame_andKeepsTheAddressInAnotherLanguage() throws Exception {
    logIn("looker", VIEWER);

    String page = send(request("/framed?window=7d&lang=en", null).GET()).body();

    assertThat(page)
        .contains("<bdi>looker</bdi>", ">Viewer</small>", "href=\"#main\"", "All times in UTC")
        .contains("href=\"/framed?window=7d&amp;lang=ko\"", ">Overview</a>")
        .doesNotContain(">Administration</a>", "lang=en&amp;lang=");
  }

  @Test
  void showsStrangersNoWays() throws Exception {
    String page = get("/login?lang=en", null).body();

    assertThat(page).contains("href=\"/login?lang=ko\"").doesNotContain("<nav", "action=\"/logout");
  }

  @Test
  void refusesALogin_whenNameAndTokenDoNotFit() throws Exception {
    assertThat(logIn("administrator", VIEWER).statusCode()).isEqualTo(401);
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

  @Test
  void tellsTimesInTheZoneThatWasChosen_andKeepsIt() throws Exception {
    HttpResponse<String> chosen = get("/login?zone=Seoul&lang=en", null);

    assertThat(chosen.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("BAROMETER_ZONE="))
        .singleElement()
        .asString()
        .contains("=Asia/Seoul;", "Path=/", "HttpOnly", "SameSite=Lax");
    assertThat(get("/login?lang=en", null).body())
        .contains("All times in Korean Time", "days and periods in UTC", "value=\"Asia/Seoul\"");
    assertThat(get("/login?zone=", null).body()).contains("All times in UTC");
    assertThat(get("/login", null).body())
        .contains("All times in UTC")
        .doesNotContain("days and periods");
  }

  @Test
  void refusesAZoneThatThereIsNot_butNotACookieOfOld() throws Exception {
    logIn("looker", VIEWER);

    HttpResponse<String> page =
        send(request("/framed?zone=Atlantis&lang=en", null).header("Accept", "text/html").GET());

    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains(">zone: Atlantis</code>", "All times in UTC");
    HttpResponse<String> old =
        HttpClient.newHttpClient()
            .send(
                request("/login?lang=en", null).header("Cookie", "BAROMETER_ZONE=Mars").build(),
                BodyHandlers.ofString());
    assertThat(old.statusCode()).isEqualTo(200);
    assertThat(old.body()).contains("All times in UTC");
  }

  @Test
  void keepsTheAddress_whereAZoneIsChosen() throws Exception {
    String page = get("/login?to=%2Fthings%2Fred%3Fcolour%3D1&zone=Seoul", null).body();

    assertThat(page)
        .contains("<input type=\"hidden\" name=\"to\" value=\"/things/red?colour=1\">")
        .doesNotContain("type=\"hidden\" name=\"zone\"");
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
    String token = URLEncoder.encode(csrf(browser), StandardCharsets.UTF_8);
    return request(path, null)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("_csrf=" + token + fields));
  }

  private static String csrf(HttpClient browser) throws Exception {
    Matcher csrf =
        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
            .matcher(send(browser, request("/login", null).GET()).body());
    assertThat(csrf.find()).isTrue();
    return csrf.group(1);
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
