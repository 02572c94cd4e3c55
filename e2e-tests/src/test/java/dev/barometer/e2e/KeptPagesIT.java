package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What managers keep for the desk, in a browser: rules, root causes, templates, wording. */
class KeptPagesIT {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");

  @TempDir private static Path folder;
  private static InProcessStack stack;
  private static Suite suite;
  private static URI desk;
  private static @Nullable Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    stack = InProcessStack.embedded(folder.resolve("data"));
    suite = new Suite(stack);
    desk = stack.complaint();
    for (int point = 0; point < 10; point++) {
      Map<String, Object> response =
          new HashMap<>(FlowFixtures.response("P" + point, point, NOW, "Group 56"));
      response.put("ticketId", "T" + point);
      HttpResponse<String> answer =
          suite.post(stack.survey(), "/api/responses", "application/json", response);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    Suite.eventually()
        .untilAsserted(
            () -> assertThat(suite.get(desk, "/api/complaints").get("items").size()).isEqualTo(7));
    put(
        "/api/root-causes",
        """
        {"rootCauses": [
          {"id": "called-too-late", "retired": false,
           "texts": {"en": "Called too late", "zh-CN": "回电太晚", "ko": "전화가 늦음"}},
          {"id": "moved", "retired": true, "texts": {"en": "We were moving", "ko": "이사 중"}}]}
        """);
    if (Chromium.isThere()) {
      chromium = Chromium.start(folder.resolve("profile"));
    }
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    stack.close();
  }

  @Test
  void rulesAreChanged_triedOut_andPutInForce_byKeyboardAlone_withoutScripts() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    long before = suite.get(desk, "/api/complaint-rules").get("revision").asLong();
    try (Tab tab = signedIn()) {
      tab.scripts(false);
      tab.tabTo("at.closest('.tabs') && at.textContent === 'Set up'");
      tab.enter();
      tab.tabTo("at.ariaLabel === 'Switch off: Low CSAT'");
      tab.enter();
      assertThat(tab.text("main .success")).contains("switched off in your draft");
      tab.tabTo("at.ariaLabel === 'Change: Low NPS'");
      tab.enter();
      tab.tabTo("at.id === 'to'");
      tab.evaluate("document.activeElement.select()");
      tab.type("3");
      tab.enter();
      assertThat(tab.text("#rule-nps-detractor")).contains("0 to 3 points", "Changed");

      tab.tabTo("at.textContent === 'Try them out'");
      tab.enter();
      tab.await("Boolean(document.querySelector('#progress .facts'))");
      assertThat(tab.text("#progress")).contains("10 answers were read");
      assertThat(tab.evaluate("document.querySelectorAll('#lost ~ table tbody tr').length").asInt())
          .as("4, 5 and 6 points would open nothing any more")
          .isEqualTo(3);
      assertThat(tab.text("#lost ~ table")).contains("Ticket T6", "Its case");
      assertThat(suite.get(desk, "/api/complaint-rules").get("revision").asLong())
          .isEqualTo(before);

      tab.tabTo("at.textContent === 'Put them in force'");
      tab.enter();
      assertThat(tab.text("main .success")).contains("in force");
    }
    assertThat(suite.get(desk, "/api/complaint-rules").at("/rules/0/to").asInt()).isEqualTo(3);
    assertThat(suite.get(desk, "/api/complaint-rules").at("/rules/1/enabled").asBoolean())
        .isFalse();
  }

  @Test
  void aTemplateIsPreviewedWhileItIsTyped_andStaysWhenItIsRefused() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Tab tab = signedIn()) {
      tab.go(desk.resolve("/desk/templates/edit?lang=en"));
      tab.touch("#text");
      tab.type("Dear {{customer}}, you do not understand.");
      tab.await("document.querySelector('#preview').textContent.includes('Dear Alex Morgan')");
      assertThat(tab.text("#preview mark")).isEqualTo("you do not understand");
      tab.touch("button[value=save]");
      tab.enter();

      assertThat(tab.text("#templateId-rule")).contains("short name");
      assertThat(tab.text("#text")).contains("Dear {{customer}}");
      tab.tabTo("at.id === 'templateId'");
      tab.type("sorry");
      tab.tabTo("at.id === 'title'");
      tab.type("We are sorry");
      tab.touch("button[value=save]");
      tab.enter();
      assertThat(tab.text("main .success")).contains("saved");
      assertThat(tab.text("main table")).contains("We are sorry");
    }
  }

  @Test
  void hasNothingSeriousForAxe_norAnythingWiderThanAPhone_inThreeLanguages() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    List<String> wrong = new ArrayList<>();
    Browser manager = new Browser();
    manager.signIn(desk, "administrator", InProcessStack.TOKEN);
    step(manager, "/desk/rules/steps", Map.of("rule", "csat-negative", "do", "up"));
    step(manager, "/desk/rules/steps", Map.of("rule", "ces-worst-two", "do", "remove"));
    step(
        manager,
        "/desk/rules/edit",
        Map.of(
            "on", "keyword",
            "ruleId", "rude-words",
            "kind", "complaint",
            "severity", "severe",
            "phrases.en", "shut up",
            "phrases.ko", "무례",
            "team", "Group 56\nGroup 57"));
    String trial =
        step(manager, "/desk/rules/trials", Map.of("days", "30"))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String outcome = URI.create(trial).getPath();
    Suite.eventually()
        .untilAsserted(
            () -> assertThat(manager.get(desk, outcome).body()).contains("<dl class=\"facts"));
    List<String> pages =
        List.of(
            "/desk",
            "/desk/cases",
            "/desk/groups",
            "/desk/rules",
            "/desk/rules/edit?on=nps",
            "/desk/rules/edit?on=rater",
            "/desk/rules/edit?rule=rude-words",
            outcome,
            "/desk/causes",
            "/desk/causes/edit?id=called-too-late",
            "/desk/templates",
            "/desk/templates/edit?id=answer&locale=zh-CN",
            "/desk/wording",
            "/desk/wording/edit",
            "/desk/mails");
    try (Tab tab = signedIn()) {
      look(tab, pages, wrong);
      put(
          "/api/complaint-rules",
          """
          {"rules": [{"ruleId": "nps-detractor", "on": "nps", "to": 4}]}
          """);
      look(tab, List.of("/desk/rules"), wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static void look(Tab tab, List<String> pages, List<String> wrong) throws Exception {
    for (String language : LANGUAGES) {
      boolean dark = language.equals("ko");
      for (String path : pages) {
        tab.look(1440, dark);
        tab.go(desk.resolve(path + (path.contains("?") ? "&" : "?") + "lang=" + language));
        String name = pages.size() + " " + path.replaceAll("trials/.*", "trials");
        assertThat(tab.text("h1")).as(name).isNotBlank().doesNotContain("??");
        tab.judge(language, 1440, name, wrong);
        tab.look(390, dark);
        tab.judge(language, 390, name, wrong);
      }
    }
  }

  /** One that a page of his makes. */
  private static HttpResponse<String> step(
      Browser manager, String path, Map<String, String> fields) {
    Map<String, String> form = new HashMap<>(fields);
    form.put("_csrf", manager.csrf(desk, "/desk/rules"));
    HttpResponse<String> answer = manager.submit(desk, path, form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer;
  }

  private static void put(String path, String json) {
    HttpResponse<String> answer =
        new Browser()
            .send(
                HttpRequest.newBuilder(desk.resolve(path))
                    .header("Authorization", "Bearer " + InProcessStack.TOKEN)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(json)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static Tab signedIn() throws Exception {
    Tab tab = Objects.requireNonNull(chromium).open();
    tab.forget();
    tab.look(1440, false);
    tab.signIn(desk, "/desk?lang=en", "administrator", InProcessStack.TOKEN);
    return tab;
  }
}
