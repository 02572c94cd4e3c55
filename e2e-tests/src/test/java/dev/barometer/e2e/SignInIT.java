package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody signs in once, by whatever shows who it is, and walks through all services. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInIT {
  private static final List<String> ROLES = List.of("viewer", "agent", "manager", "admin");
  private static final String PASSWORD = "correct horse battery";

  private static final RoleMatrix MATRIX = RoleMatrix.read();

  @TempDir private static Path data;
  private static InProcessStack stack;
  private static Suite suite;
  private static OpenIdProvider provider;

  /** By how they signed in, and their role. */
  private static final Map<String, Browser> BROWSERS = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    stack =
        InProcessStack.embedded(
            data,
            ports -> {
              provider =
                  OpenIdProvider.start(
                      URI.create(
                          "http://127.0.0.1:%d/login/oauth2/code/company"
                              .formatted(ports.reporting())));
              Map<String, String> settings = new HashMap<>(provider.settings());
              settings.put("barometer.openid.role-claim", "groups");
              settings.put("barometer.openid.roles.viewers", "viewer");
              settings.put("barometer.openid.roles.desk", "agent");
              settings.put("barometer.openid.roles.leads", "manager");
              settings.put("barometer.openid.roles.administrators", "admin");
              return settings;
            });
    suite = new Suite(stack);
  }

  @AfterAll
  static void stop() {
    suite.close();
    provider.close();
  }

  private static URI reporting() {
    return suite.running().reporting();
  }

  @Test
  @Order(1)
  void takesAnInvitation_choosesAPassword_andIsIn() {
    for (String role : ROLES) {
      String id = add(role, "Pat " + role, role + "@example.org");
      String link =
          json(call("POST", "/api/staff/" + id + "/invitation", "")).get("link").asString();
      Browser browser = new Browser();
      assertThat(choose(browser, link, "short", "short").statusCode()).isEqualTo(422);
      HttpResponse<String> chosen = choose(browser, link, PASSWORD, PASSWORD);
      assertThat(chosen.headers().firstValue("Location")).contains("/");
      assertThat(browser.get(reporting(), link).statusCode()).as("good once").isEqualTo(410);
      BROWSERS.put("invited " + role, browser);

      Browser again = new Browser();
      assertThat(leadsTo(again.signIn(reporting(), role + "@example.org", PASSWORD)))
          .isEqualTo("/");
      BROWSERS.put("password " + role, again);
    }
    HttpResponse<String> wrong = new Browser().signIn(reporting(), "Pat admin", PASSWORD + "!");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("value=\"Pat admin\"");
  }

  @Test
  @Order(2)
  void isVouchedForByTheOrganisation_andIsIn() {
    Map.of("viewers", "viewer", "desk", "agent", "leads", "manager", "administrators", "admin")
        .forEach(
            (group, role) -> {
              Browser browser = new Browser();
              assertThat(leadsTo(comeFromTheProvider(browser, "kim." + group, "/dashboard?x=1")))
                  .isEqualTo("/dashboard?x=1");
              BROWSERS.put("openid " + role, browser);
            });
    assertThat(staff("kim.leads").get("role").asString()).isEqualTo("manager");

    assertThat(leadsTo(comeFromTheProvider(new Browser(), "kim.cleaners", null)))
        .as("no role of ours")
        .isEqualTo("/login?refused");
    assertThat(new Browser().get(reporting(), "/login").body()).contains("Company");
  }

  @Test
  @Order(3)
  void isKnownByMail_whomAnAdministratorAdded_andIsNotAddedTwice() {
    String id = add("viewer", "Robin", "robin.desk@example.org");

    assertThat(leadsTo(comeFromTheProvider(new Browser(), "robin.desk", null))).isEqualTo("/");
    assertThat(leadsTo(comeFromTheProvider(new Browser(), "robin.desk", null))).isEqualTo("/");

    JsonNode robin = json(call("GET", "/api/staff/" + id, null));
    assertThat(robin.get("role").asString()).as("the organisation says so").isEqualTo("agent");
    assertThat(robin.get("revision").asLong()).isEqualTo(2);
  }

  @Test
  @Order(4)
  void comesInByNobodyElsesReturn() {
    Browser victim = new Browser();
    Browser attacker = new Browser();
    String toProvider = leadsTo(attacker.get(reporting(), "/oauth2/authorization/company"));
    String back = throughTheProvider(attacker, "kim.leads", toProvider);

    assertThat(leadsTo(victim.get(reporting(), pathOf(back)))).isEqualTo("/login?openid");
    assertThat(victim.get(reporting(), "/dashboard").statusCode()).isEqualTo(302);
  }

  @Test
  @Order(5)
  void tellsATokenThatOpensNoPage() {
    JsonNode issued =
        json(call("POST", "/api/tokens", "{\"name\":\"sender\",\"role\":\"ingest\"}"));

    HttpResponse<String> answer =
        new Browser().signIn(reporting(), "sender", issued.get("token").asString());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("for programs");
  }

  @Test
  @Order(6)
  void readsInAllServicesWhatARoleMay() {
    assertThat(BROWSERS).hasSize(12);
    assertThat(wrong(BROWSERS)).isEmpty();
  }

  @Test
  @Order(7)
  void staysSignedIn_whenAllIsStartedAgain() {
    suite.running().restart();

    Map<String, Browser> one = new HashMap<>(BROWSERS);
    one.keySet().removeIf(who -> !who.startsWith("openid"));
    Suite.eventually().untilAsserted(() -> assertThat(wrong(one)).isEmpty());
  }

  /**
   * What somebody may read and cannot, or may not and can, by one sign-in. Of what is open to the
   * same roles in a service one is read: that a role is told everywhere is the question here, and
   * RoleMatrixIT reads all of it.
   */
  private static List<String> wrong(Map<String, Browser> browsers) {
    List<String> wrong = new ArrayList<>();
    for (RoleMatrix.Row row : oneOfEachRight()) {
      browsers.forEach(
          (who, browser) -> {
            String role = who.substring(who.indexOf(' ') + 1);
            String outcome = read(browser, row.service(), row.samplePath());
            RoleMatrix.note(wrong, row, who, row.expected(role), outcome);
          });
    }
    return wrong;
  }

  private static Collection<RoleMatrix.Row> oneOfEachRight() {
    Map<String, RoleMatrix.Row> rows = new LinkedHashMap<>();
    for (RoleMatrix.Row row : MATRIX.rows()) {
      if (row.method().equals("GET")) {
        String right = row.service() + row.page() + new TreeMap<>(row.expectations());
        rows.putIfAbsent(right, row);
      }
    }
    assertThat(rows.values())
        .extracting(RoleMatrix.Row::service)
        .containsAll(suite.services().keySet());
    return rows.values();
  }

  private static String read(Browser browser, String service, String path) {
    URI address = suite.services().get(service);
    return RoleMatrix.outcome(browser.head(HttpRequest.newBuilder(address.resolve(path))));
  }

  @Test
  @Order(8)
  void isOutEverywhereWithinTwoSeconds_whoLeaves_andMayLessWhoseRoleChanges() {
    Browser manager = BROWSERS.get("password manager");
    assertThat(read(manager, "complaint-service", "/api/complaints")).isEqualTo("200");

    change(staff("Pat manager"), "viewer", true);
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> read(manager, "complaint-service", "/api/complaints").equals("403"));
    assertThat(read(manager, "reporting-service", "/dashboard")).isEqualTo("200");

    change(staff("Pat manager"), "viewer", false);
    await()
        .atMost(Duration.ofSeconds(2))
        .until(
            () ->
                suite.services().keySet().stream()
                    .allMatch(service -> read(manager, service, "/v3/api-docs").equals("401")));
    assertThat(manager.signIn(reporting(), "Pat manager", PASSWORD).statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> comeFromTheProvider(
      Browser browser, String name, String wanted) {
    String start =
        "/oauth2/authorization/company"
            + (wanted == null ? "" : "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    String back = throughTheProvider(browser, name, leadsTo(browser.get(reporting(), start)));
    return browser.get(reporting(), pathOf(back));
  }

  /** From the address that leads there to the one that leads back. */
  private static String throughTheProvider(Browser browser, String name, String toProvider) {
    URI there = provider.address();
    browser.get(there, pathOf(toProvider));
    HttpResponse<String> signedIn = browser.signIn(there, name, OpenIdProvider.PASSWORD);
    return leadsTo(browser.get(there, pathOf(leadsTo(signedIn))));
  }

  private static String pathOf(String address) {
    URI uri = URI.create(address);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static String leadsTo(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(answer + " " + answer.body()));
  }

  private static HttpResponse<String> choose(
      Browser browser, String link, String password, String again) {
    Matcher csrf =
        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
            .matcher(browser.get(reporting(), link).body());
    assertThat(csrf.find()).isTrue();
    return browser.submit(
        reporting(), link, Map.of("password", password, "again", again, "_csrf", csrf.group(1)));
  }

  private static String add(String role, String name, String mail) {
    String body = "{\"name\":\"%s\",\"mail\":\"%s\",\"role\":\"%s\"}".formatted(name, mail, role);
    return json(call("POST", "/api/staff", body)).get("id").asString();
  }

  private static void change(JsonNode member, String role, boolean active) {
    String body =
        "{\"name\":\"%s\",\"mail\":\"%s\",\"role\":\"%s\",\"active\":%s}"
            .formatted(member.get("name").asString(), member.get("mail").asString(), role, active);
    HttpResponse<String> changed = call("PUT", "/api/staff/" + member.get("id").asString(), body);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
  }

  private static JsonNode staff(String name) {
    for (JsonNode member : json(call("GET", "/api/staff", null)).get("items")) {
      if (member.get("name").asString().equals(name)) {
        return member;
      }
    }
    throw new AssertionError("Nobody is called " + name);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return Suite.JSON.readTree(answer.body());
  }

  private static HttpResponse<String> call(String method, String path, String body) {
    return new Browser()
        .send(
            HttpRequest.newBuilder(reporting().resolve(path))
                .header("Authorization", "Bearer " + suite.running().token())
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }
}
