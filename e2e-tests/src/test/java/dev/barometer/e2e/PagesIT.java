package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as people have them: in a browser, by keyboard, on a phone, without scripts. */
class PagesIT {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final String TEAM = "Group 56";
  private static final int FIRST_LOAD = 200_000;
  private static final Pattern LOADED =
      Pattern.compile("<(?:script[^>]* src|link[^>]* href)=\"(/[^\"]+)\"");

  /** What can be seen of these. */
  private static final String SEEN =
      "[...document.querySelectorAll('%s')].filter((one) => one.checkVisibility() &&"
          + " one.getBoundingClientRect().height > 1).map((one) => one.outerHTML)";

  private static final String INSIDE =
      "((box) => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <="
          + " innerHeight)(document.querySelector(':popover-open').getBoundingClientRect())";

  private static final String MAPPING =
      """
      {"source":"desk-2026","surveyId":"after-ticket","id":"Number",
       "submittedAt":{"column":"Sent","zone":"Asia/Seoul"},
       "answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","column":"Points"}],
       "context":{"team":"Group"}}
      """;
  private static final List<String> PAGES =
      List.of(
          "/dashboard",
          "/dashboard?from=2020-01-01&to=2020-02-01",
          "/tickets",
          "/tickets/T1",
          "/comments",
          "/cases",
          "/glossary",
          "/administration/staff",
          "/administration/tokens",
          "/administration/dead-letters",
          "/administration/audit",
          "/imports",
          "/campaigns",
          "/campaigns/after-ticket-mail",
          "/campaigns/after-ticket-mail/dry-run",
          "/invitations",
          "/people?id=u-17",
          "/mails",
          "/dashboard?window=never");

  @TempDir private static Path folder;
  private static Suite suite;
  private static URI reporting;
  private static Browser administrator;

  @BeforeAll
  static void start() {
    suite = new Suite(InProcessStack.embedded(folder.resolve("data")));
    reporting = suite.running().reporting();
    runACampaign();
    suite.postTickets(
        List.of(
            FlowFixtures.ticket("T1", 1, NOW.minusSeconds(3_600), null, TEAM),
            FlowFixtures.ticket("T1", 2, NOW.minusSeconds(3_600), NOW.minusSeconds(60), TEAM)));
    for (int point = 0; point < 10; point++) {
      Map<String, Object> response =
          new HashMap<>(FlowFixtures.response("P" + point, point, NOW, TEAM));
      response.put("ticketId", "T1");
      HttpResponse<String> answer =
          suite.post(suite.running().survey(), "/api/responses", "application/json", response);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    administrator = new Browser();
    administrator.signIn(reporting, "administrator", InProcessStack.TOKEN);
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(page("/dashboard"))
                    .contains("−60.0", "Said 9", "href=\"/cases/", ">Phone</a>"));
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(page("/campaigns/after-ticket-mail")).contains("status=asked\">1</a>"));
  }

  /** Asks about the ticket at once, without sending anything. */
  private static void runACampaign() {
    URI survey = suite.running().survey();
    Map<String, Object> campaign =
        Map.of(
            "campaignId", "after-ticket-mail",
            "surveyId", "after-ticket",
            "trigger", Map.of("on", "ticket-resolved"),
            "channel", "link",
            "delay", "PT0S");
    assertThat(suite.post(survey, "/api/campaigns", "application/json", campaign).statusCode())
        .isEqualTo(201);
    String start = "/api/campaigns/after-ticket-mail/start";
    assertThat(suite.post(survey, start, "application/json", Map.of()).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    suite.close();
  }

  /** At the service whose page it is. */
  private static URI at(String path) {
    boolean isOfSurvey =
        Stream.of("/imports", "/mails", "/campaigns", "/invitations", "/people")
            .anyMatch(path::startsWith);
    return (isOfSurvey ? suite.running().survey() : reporting).resolve(path);
  }

  /** As the ways between the services name it. */
  private static URI linked(String path) {
    return URI.create(at(path).toString().replace("127.0.0.1", "localhost"));
  }

  private static String page(String path) {
    return administrator.get(at(path), path).body();
  }

  @Test
  void isLoadedWithLessThan200KB_underNamesThatTellTheContent() {
    int sum = size("/dashboard");
    List<String> files = new ArrayList<>();
    LOADED.matcher(page("/dashboard")).results().forEach(found -> files.add(found.group(1)));

    assertThat(files)
        .hasSizeGreaterThan(2)
        .allMatch(file -> file.matches(".*-[0-9a-f]{32}\\.\\w+"));
    for (String file : files) {
      HttpResponse<String> answer = administrator.get(reporting, file);
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
          .as(file)
          .contains("max-age=31536000");
      sum += size(file);
    }
    assertThat(sum).as("bytes of " + files).isLessThan(FIRST_LOAD);
  }

  /** As it travels, signed in as a browser is. */
  private static int size(String path) {
    HttpResponse<byte[]> answer =
        administrator.bytes(
            HttpRequest.newBuilder(reporting.resolve(path)).header("Accept-Encoding", "gzip"));
    assertThat(answer.headers().firstValue("Content-Encoding")).as(path).contains("gzip");
    return answer.body().length;
  }

  @Test
  void leadsFromAScoreToItsTicketsACommentAndTheCaseAndBack_byKeyboardAlone(@TempDir Path profile)
      throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Chromium chromium = Chromium.start(profile)) {
      Tab tab = signedIn(chromium);
      assertThat(tab.text("h1")).startsWith("Whole service desk, ");

      tab.tabTo("at.closest('#tile-sla') && at.href");
      tab.enter();
      assertThat(tab.text("h1")).startsWith("Tickets: Whole service desk, ");
      tab.tabTo("at.textContent === 'T1'");
      tab.enter();
      assertThat(tab.text("h1")).isEqualTo("Ticket T1");

      tab.tabTo("at.textContent === 'Comments'");
      tab.enter();
      assertThat(tab.text("main")).contains("Said 9");

      tab.tabTo("at.textContent === 'Cases'");
      tab.enter();
      tab.tabTo("at.closest('tbody th') && at.href");
      tab.enter();
      tab.tabTo("at.closest('main') && at.textContent === 'T1'");
      tab.enter();
      assertThat(tab.text("h1")).isEqualTo("Ticket T1");

      tab.tabTo("at.textContent === 'Overview'");
      tab.enter();
      assertThat(tab.text("h1")).startsWith("Whole service desk, ");
    }
  }

  @Test
  void takesAFileOnAPhone_isWatchedUntilItIsCounted_andItsTeamIsFoundByTwoLetters(
      @TempDir Path profile) throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    Path file = profile.resolve("answers.csv");
    Files.writeString(
        file,
        """
        Number,Sent,Points,Group
        A-1,2026-05-15 12:00,9,Paper desk
        A-2,2026-05-15 12:00,12,Paper desk
        A-3,2026-05-15 12:00,,Paper desk
        A-4,2026-05-15 12:00,3,Paper desk
        """);
    List<String> wrong = new ArrayList<>();
    try (Chromium chromium = Chromium.start(profile)) {
      Tab tab = chromium.open();
      tab.look(390, false);
      tab.signIn(
          linked("/"), "/administration/tokens?lang=en", "administrator", InProcessStack.TOKEN);
      tab.tabTo("at.closest('.tabs') && at.textContent === 'Imports'");
      tab.enter();
      assertThat(tab.text(".empty")).contains("Nothing was imported yet");

      send(tab, file, MAPPING.replace("Points", "Stars"));
      assertThat(tab.text("[role=alert]")).contains("Nothing of the file was taken", "mapping");
      assertThat(tab.evaluate("document.querySelector('#mapping').value").asString())
          .as("what the form had is kept")
          .contains("desk-2026", "Stars");

      tab.judge("en 390 refused import", wrong);
      tab.evaluate("document.querySelector('#mapping').value = ''");
      send(tab, file, MAPPING);
      assertThat(tab.text("h1")).startsWith("Import of ");
      tab.await("document.querySelector('#progress').textContent.includes('Done: all is counted')");
      assertThat(tab.text("#in-words"))
          .isEqualTo("All 2 accepted lines are counted: the scores have them.");
      assertThat(tab.text("#progress tbody")).contains("3", "Points", "\"12\"");
      assertThat(tab.evaluate("document.querySelector('progress').position").asDouble()).isOne();
      String job = tab.evaluate("location.pathname").asString();

      tab.tabTo("at.closest('main') && at.textContent === 'All imports'");
      tab.enter();
      assertThat(tab.text(".list-head")).contains("1 row", "Download as CSV");
      assertThat(page("/imports?format=csv"))
          .contains(",responses,csv,desk-2026,administrator,", ",done,4,2,2,1,1,");

      tab.go(linked("/dashboard"));
      tab.touch("[name=scope]");
      tab.type("pa");
      tab.await("document.querySelector('#scopes option').value === 'Paper desk'");
      tab.type("per desk");
      tab.enter();
      assertThat(tab.text("h1")).startsWith("Paper desk, ");
      tab.go(linked("/dashboard?scope=Papier"));
      assertThat(tab.text("main")).contains("scope: Papier");

      for (String language : List.of("en", "zh-CN", "ko")) {
        for (String path : List.of(job, "/imports")) {
          tab.look(1440, false);
          tab.go(linked(path + "?lang=" + language));
          tab.judge(language + " 1440 one " + path.replace(job, "import"), wrong);
          tab.look(390, false);
          tab.judge(language + " 390 one " + path.replace(job, "import"), wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void send(Tab tab, Path file, String mapping) {
    tab.choose("#file", file);
    tab.touch("#mapping");
    tab.type(mapping);
    tab.touch("form.stacked button.primary");
    tab.enter();
  }

  @Test
  void isAFileForASpreadsheet_listByList() {
    for (String list :
        List.of(
            "/administration/staff",
            "/administration/tokens",
            "/administration/dead-letters",
            "/administration/audit",
            "/comments",
            "/tickets",
            "/cases",
            "/imports",
            "/campaigns",
            "/invitations")) {
      HttpResponse<String> shown = administrator.get(at(list), list);
      assertThat(shown.body())
          .as(list)
          .contains("format=csv")
          .containsPattern("role=\"status\">(?:\\d+ rows?|Nothing)<");
      HttpResponse<String> file = administrator.get(at(list), list + "?format=csv");
      assertThat(file.statusCode()).as(list).isEqualTo(200);
      assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
      assertThat(file.body()).as(list).startsWith("\uFEFF").doesNotContainIgnoringCase("secret");
    }
  }

  @Test
  void hasNothingSeriousForAxe_norAnythingWiderThanAPhone_inThreeLanguages(@TempDir Path profile)
      throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    List<String> wrong = new ArrayList<>();
    try (Chromium chromium = Chromium.start(profile)) {
      Tab tab = signedIn(chromium);
      for (String language : List.of("en", "zh-CN", "ko")) {
        for (String path : PAGES) {
          boolean dark = language.equals("ko");
          tab.look(1440, dark);
          tab.go(at(path + (path.contains("?") ? "&" : "?") + "lang=" + language));
          tab.judge(language + " 1440 " + path, wrong);
          tab.look(390, dark);
          tab.judge(language + " 390 " + path, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void showsFiguresChartsAndWays_withoutScripts(@TempDir Path profile) throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Chromium chromium = Chromium.start(profile)) {
      Tab tab = signedIn(chromium);
      tab.look(390, false);
      tab.scripts(false);
      tab.go(reporting.resolve("/dashboard"));

      assertThat(tab.text("#tile-nps .tile-value")).contains("−60.0");
      assertThat(
              tab.evaluate("document.querySelector('.line-chart .dots').getBBox().height >= 0")
                  .asBoolean())
          .isTrue();
      tab.tabTo("at.closest('.menu') && at.tagName === 'SUMMARY'");
      tab.press("Enter");
      tab.await("document.querySelector('.menu').open");
      tab.tabTo("at.closest('.menu') && at.textContent === 'Tickets'");
      tab.enter();
      assertThat(tab.text("h1")).startsWith("Tickets: ");
    }
  }

  @Test
  void explainsATermBehindItsQuestionMark_byKeyboard_withoutScripts(@TempDir Path profile)
      throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Chromium chromium = Chromium.start(profile)) {
      Tab tab = signedIn(chromium);
      tab.scripts(false);
      tab.go(reporting.resolve("/dashboard"));

      tab.tabTo("at.closest('#tile-nps') && at.textContent === '?'");
      assertThat(tab.evaluate("document.activeElement.ariaLabel").asString())
          .isEqualTo("Net Promoter Score (NPS): what it means");
      tab.press("Enter");
      tab.await("document.activeElement.matches('#means-nps:popover-open')");
      assertThat(tab.text("#means-nps"))
          .contains("100 × (promoters − detractors) / n", "Reichheld");
      keep("open-1440.png", tab.picture());
      tab.look(390, false);
      keep("open-390.png", tab.picture());
      assertThat(tab.evaluate(INSIDE).asBoolean()).isTrue();
      tab.look(1440, false);
      assertThat(tab.evaluate(INSIDE).asBoolean()).isTrue();
      tab.press("Escape");
      tab.await("!document.querySelector(':popover-open')");
      assertThat(tab.evaluate("document.activeElement.textContent").asString()).isEqualTo("?");

      tab.press("Enter");
      tab.tabTo("at.closest('#means-nps') && at.href");
      tab.enter();
      assertThat(tab.text("h1")).isEqualTo("What the terms mean");
      assertThat(tab.text(":target")).contains("Net Promoter Score (NPS)");
    }
  }

  @Test
  void tellsTimesInAZoneOfOnesOwn_whichAFormAsksFor(@TempDir Path profile) throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    String opened =
        DateTimeFormatter.ofPattern(", h:mm")
            .withZone(ZoneId.of("Asia/Kolkata"))
            .format(NOW.minusSeconds(3_600));
    try (Chromium chromium = Chromium.start(profile)) {
      Tab tab = signedIn(chromium);
      tab.go(reporting.resolve("/tickets/T1?window=7d"));

      tab.tabTo("at.closest('.zone') && at.tagName === 'SUMMARY'");
      tab.press("Enter");
      tab.tabTo("at.name === 'zone'");
      tab.type("Kolkata");
      tab.enter();

      assertThat(tab.text("footer .zone summary"))
          .startsWith("All times in India Time; days and periods in UTC");
      assertThat(tab.evaluate("location.search").asString()).isEqualTo("?window=7d&zone=Kolkata");
      assertThat(tab.text("dd time")).contains(opened);
      assertThat(tab.text("h1")).isEqualTo("Ticket T1");

      tab.go(reporting.resolve("/dashboard?zone=Atlantis"));
      assertThat(tab.text("main")).contains("zone");
      assertThat(tab.text("footer .zone summary")).startsWith("All times in India Time");
    }
  }

  @Test
  void printsWhatIsShownAndHowOldItIs_withoutAnythingToPress(@TempDir Path profile)
      throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Chromium chromium = Chromium.start(profile)) {
      Tab tab = signedIn(chromium);
      for (String path : List.of("/dashboard", "/tickets", "/comments", "/cases")) {
        tab.look(760, true);
        tab.paper();
        tab.go(reporting.resolve(path + "?lang=en"));

        assertThat(tab.evaluate(SEEN.formatted("button, input, select, .pager, .tabs, nav")))
            .as(path)
            .isEmpty();
        assertThat(tab.evaluate(SEEN.formatted("h1, #age > span, footer .zone span"))).hasSize(3);
        assertThat(tab.text("h1")).as(path).contains("Whole service desk, ");
        assertThat(
                tab.evaluate(
                        "[...document.querySelectorAll('main table')].every((table) =>"
                            + " table.checkVisibility({contentVisibilityAuto: true}) && table"
                            + ".getBoundingClientRect().height > 30)")
                    .asBoolean())
            .as(path)
            .isTrue();
        assertThat(tab.evaluate("getComputedStyle(document.body).backgroundColor").asString())
            .isEqualTo("rgb(255, 255, 255)");
        keep(path.substring(1) + ".pdf", tab.print());
      }
    }
  }

  @Test
  void saysHowOldTheDataIs_onPagesOfOtherServicesToo() {
    HttpResponse<String> page =
        administrator.send(
            HttpRequest.newBuilder(suite.running().survey().resolve("/nothing-there"))
                .header("Accept", "text/html"));

    assertThat(page.body())
        .contains("data-age=\"current\"", ">Data up to date<", ">What the terms mean</a>")
        .doesNotContain("??");
  }

  /** For somebody who wants to look himself. */
  private static void keep(String name, byte[] picture) throws IOException {
    String pictures = System.getProperty("barometer.pictures");
    if (pictures != null) {
      Files.createDirectories(Path.of(pictures));
      Files.write(Path.of(pictures, name), picture);
    }
  }

  private static Tab signedIn(Chromium chromium) throws Exception {
    Tab tab = chromium.open();
    tab.look(1440, false);
    tab.signIn(reporting, "/dashboard?lang=en", "administrator", InProcessStack.TOKEN);
    return tab;
  }
}
