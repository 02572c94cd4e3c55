package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barometer.contract.fact.Context;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.invitation.InvitationDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;

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

  private static final String LOADED_BYTES =
      "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
          + ".reduce((sum, one) => sum + one.transferSize, 0)";

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
          "/reports/operating-data",
          "/tickets",
          "/tickets/T1",
          "/comments",
          "/actions",
          "/actions/new?kind=signal&from=s-1&scope=all&metric=csat",
          "/desk?overdue=true",
          "/desk/mine",
          "/desk/board",
          "/desk/new",
          "/glossary",
          "/reports",
          "/reports/new",
          "/reports/strategies",
          "/reports/strategies/new",
          "/targets",
          "/targets/set?metric=csat",
          "/targets/set?metric=ces&scope=all",
          "/administration/staff",
          "/administration/tokens",
          "/administration/dead-letters",
          "/administration/audit",
          "/administration/mails",
          "/imports",
          "/surveys",
          "/surveys/after-ticket/versions/1",
          "/surveys/drafted/versions/1",
          "/campaigns",
          "/campaigns/after-ticket-mail",
          "/campaigns/after-ticket-mail/dry-run",
          "/campaigns/by-hand/ask",
          "/invitations",
          "/answers",
          "/answers/new?survey=after-ticket",
          "/answers/set-aside",
          "/people?id=u-17",
          "/mails",
          "/dashboard?window=never");

  @TempDir private static Path folder;
  private static InProcessStack stack;
  private static Suite suite;
  private static AskingByMail asking;
  private static URI reporting;
  private static Browser administrator;

  /** One for all tests; each has a tab of its own. */
  private static @Nullable Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    stack = InProcessStack.embedded(folder.resolve("data"));
    suite = new Suite(stack);
    reporting = suite.running().reporting();
    asking = new AskingByMail(suite);
    runACampaign();
    asking.begin("drafted", "after-ticket");
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
                    .contains("−60.0", "Said 9", "/desk/cases?from=", ">Phone</a>"));
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(page("/campaigns/after-ticket-mail")).contains("status=asked\">1</a>"));
    if (Chromium.isThere()) {
      chromium = Chromium.start(folder.resolve("profile"));
    }
  }

  /** Asks about the ticket at once, without sending anything. */
  private static void runACampaign() {
    Map<String, Object> campaign =
        Map.of(
            "campaignId", "after-ticket-mail",
            "surveyId", "after-ticket",
            "trigger", Map.of("on", "ticket-resolved"),
            "channel", "link",
            "delay", "PT0S");
    run(campaign);
    run(
        Map.of(
            "campaignId", "by-hand",
            "surveyId", "after-ticket",
            "trigger", Map.of("on", "manual"),
            "channel", "link"));
  }

  private static void run(Map<String, Object> campaign) {
    URI survey = suite.running().survey();
    assertThat(suite.post(survey, "/api/campaigns", "application/json", campaign).statusCode())
        .isEqualTo(201);
    String start = "/api/campaigns/" + campaign.get("campaignId") + "/start";
    assertThat(suite.post(survey, start, "application/json", Map.of()).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    suite.close();
  }

  /** At the service whose page it is. */
  private static URI at(String path) {
    boolean isOfSurvey =
        Stream.of(
                "/imports",
                "/mails",
                "/surveys",
                "/campaigns",
                "/invitations",
                "/answers",
                "/people",
                "/s/")
            .anyMatch(path::startsWith);
    if (path.startsWith("/desk")) {
      return suite.running().complaint().resolve(path);
    }
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
  void leadsFromAScoreToItsTicketsACommentAndTheCaseAndBack_byKeyboardAlone() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Tab tab = signedInAsLinked()) {
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
      // Others wrote in other tests, about no ticket.
      tab.tabTo("at.closest('tbody th') && at.closest('tr').textContent.includes('T1')");
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
      @TempDir Path files) throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    Path file = files.resolve("answers.csv");
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
    try (Tab tab = opened()) {
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
            "/reports/operating-data",
            "/desk/cases",
            "/imports",
            "/surveys",
            "/campaigns",
            "/invitations",
            "/answers/set-aside")) {
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
  void hasNothingSeriousForAxe_norAnythingWiderThanAPhone_inThreeLanguages() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    List<String> wrong = new ArrayList<>();
    try (Tab tab = signedIn()) {
      for (String language : List.of("en", "zh-CN", "ko")) {
        for (String path : PAGES) {
          boolean dark = language.equals("ko");
          tab.look(1440, dark);
          tab.go(at(path + (path.contains("?") ? "&" : "?") + "lang=" + language));
          tab.judge(language, 1440, path, wrong);
          tab.look(390, dark);
          tab.judge(language, 390, path, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void showsFiguresChartsAndWays_withoutScripts() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Tab tab = signedIn()) {
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
  void asksPeopleByHand_byKeyboardOnAPhone_withoutScriptsAndWithThem() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    List<String> wrong = new ArrayList<>();
    try (Tab tab = signedIn()) {
      tab.look(390, false);
      for (String language : List.of("en", "zh-CN", "ko")) {
        boolean scripts = !language.equals("en");
        tab.go(at("/campaigns/by-hand?lang=" + language));
        tab.scripts(scripts);
        tab.tabTo("at.pathname === '/campaigns/by-hand/ask'");
        tab.enter();

        tab.tabTo("at.id === 'people'");
        tab.type(
            "ana-" + language + ", ana@example.org\nana-" + language + ", b@example.org\n\"bo");
        look(tab);
        assertThat(tab.text("#wrong"))
            .contains("must not be named twice", "a quote opens here that is not closed");
        assertThat(tab.evaluate("document.querySelector('#people').value").asString())
            .as("what was typed is kept")
            .contains("b@example.org", "\"bo");
        if (scripts) {
          tab.judge(language + " 390 refused people", wrong);
        }
        tab.evaluate(
            "document.querySelector('#people').value = 'ana-%s\\nbo-%s, bo@example.org'"
                .formatted(language, language));
        look(tab);
        assertThat(
                tab.evaluate("document.querySelectorAll('tbody [data-status=live]').length")
                    .asInt())
            .isEqualTo(2);
        assertThat(tab.evaluate("document.querySelectorAll('tbody input').length").asInt())
            .isZero();
        if (scripts) {
          tab.judge(language + " 390 people looked at", wrong);
        }
        tab.tabTo("at.value === 'ask'");
        tab.enter();

        String link = tab.evaluate("document.querySelector('tbody input').value").asString();
        assertThat(administrator.get(URI.create(link), URI.create(link).getPath()).statusCode())
            .isEqualTo(200);
        if (scripts) {
          tab.judge(language + " 390 people asked", wrong);
        }
      }
    }
    assertThat(page("/invitations?campaign=by-hand&format=csv").lines()).hasSize(1 + 3 * 2);
    assertThat(wrong).isEmpty();
  }

  private static void look(Tab tab) {
    tab.tabTo("at.value === 'look'");
    tab.enter();
  }

  @Test
  void tellsWhatAPersonDidOnTheSurveysPage_andNothingOfProgramsThatOpenIt() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    MongoOperations mongo = stack.contexts().get("survey-service").getBean(MongoOperations.class);
    URI page = suite.running().survey().resolve(invite(mongo, "seen", "S".repeat(22)));
    try (Tab tab = opened()) {
      tab.go(page.resolve(page.getPath() + "?q.recommend=9"));
      assertThat(tab.evaluate(LOADED_BYTES).asInt()).isBetween(2_000, 30_000);
      tab.evaluate("document.querySelector('[name=\"q.recommend\"][value=\"3\"]').click(), 1");
      tab.go(URI.create("about:blank"));
      Instant came = Instant.now();
      tab.go(page);
      tab.tabTo("at.name === 'q.recommend'");
      tab.press(" ");
      tab.await("document.querySelector('[name=\"q.recommend\"]:checked') !== null");
      tab.go(URI.create("about:blank"));

      Suite.eventually()
          .untilAsserted(
              () ->
                  assertThat(mongo.getCollection("partial_answers").find())
                      .singleElement()
                      .satisfies(
                          left -> {
                            assertThat(left.getDate("at").toInstant())
                                .isAfterOrEqualTo(came.truncatedTo(ChronoUnit.MILLIS));
                            assertThat(left.getList("answers", Document.class))
                                .extracting(answer -> answer.get("value"))
                                .containsExactly(0);
                          }));
      assertThat(mongo.findById("seen", InvitationDocument.class).openedAt())
          .isAfterOrEqualTo(came.truncatedTo(ChronoUnit.MILLIS));
    }
  }

  /** Somebody who was asked by nobody's campaign; returns where his link leads. */
  private static String invite(MongoOperations mongo, String id, String secret) {
    String hash = LinkSecrets.hash(secret);
    mongo.save(new Document("_id", hash).append("invitation", id), "invitation_links");
    mongo.save(
        new InvitationDocument(
            id,
            1,
            InvitationDocument.ISSUED,
            null,
            "after-ticket",
            1,
            "by-hand",
            "link",
            null,
            "u-" + id,
            null,
            "en",
            Context.NONE,
            NOW,
            NOW,
            NOW.plus(1, ChronoUnit.DAYS),
            null,
            null,
            0,
            hash));
    return "/s/" + secret;
  }

  @Test
  void explainsATermBehindItsQuestionMark_byKeyboard_withoutScripts() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Tab tab = signedIn()) {
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
  void tellsTimesInAZoneOfOnesOwn_whichAFormAsksFor() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    String opened =
        DateTimeFormatter.ofPattern(", h:mm")
            .withZone(ZoneId.of("Asia/Kolkata"))
            .format(NOW.minusSeconds(3_600));
    try (Tab tab = signedIn()) {
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
  void printsWhatIsShownAndHowOldItIs_withoutAnythingToPress() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Tab tab = signedIn()) {
      for (String path : List.of("/dashboard", "/tickets", "/comments")) {
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

  @Test
  void designsASurvey_andStartsACampaignWithIt_byPagesAlone_inLittleTime() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    try (Tab tab = signedInAsLinked()) {
      long began = System.nanoTime();
      int steps = 0;

      tab.tabTo("at.textContent === 'Ask'");
      tab.enter();
      tab.tabTo("at.closest('.tabs') && at.textContent === 'Surveys'");
      tab.enter();
      steps++; // is where surveys are
      tab.tabTo("at.id === 'surveyId'");
      tab.type("portal");
      tab.tabTo("at.value === 'after-ticket'");
      tab.enter();
      assertThat(tab.text("h1")).isEqualTo("Survey portal, version 1");
      steps++; // begins with a template

      tab.touch("#title input");
      tab.evaluate("document.activeElement.select()");
      tab.type("How was the portal?");
      tab.await("document.querySelector('#preview iframe').srcdoc.includes('How was the portal?')");
      tab.tabTo("at.name === 'width'");
      tab.press("ArrowRight");
      tab.await("Boolean(document.querySelector('#preview .desktop iframe'))");
      steps++; // changes a text, and sees it on a phone and on a desk
      assertThat(tab.evaluate("document.querySelector('#preview iframe').sandbox.length").asInt())
          .as("nothing can be sent from a preview")
          .isZero();

      tab.touch("button[value=publish]");
      tab.enter();
      assertThat(tab.text("main .success")).contains("published");
      steps++; // publishes
      tab.tabTo("at.id === 'campaign'");
      tab.enter();
      assertThat(tab.evaluate("document.querySelector('#surveyId').value").asString())
          .isEqualTo("portal");
      tab.touch("#campaignId");
      tab.type("portal-links");
      tab.evaluate("document.querySelector('#channel').value = 'link'");
      tab.enter();
      steps++; // adds a campaign
      tab.tabTo("at.closest('main') && at.textContent === 'Start'");
      tab.enter();
      steps++; // starts it
      assertThat(tab.text("main .success")).contains("runs");

      assertThat(steps).isEqualTo(6);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
      assertThat(page("/surveys")).contains(">portal</a>", ">portal-links</a>");
    }
  }

  @Test
  void designsASurvey_withoutScripts_andKeepsWhatWasTyped() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    asking.begin("plain", "relationship");
    try (Tab tab = signedInAsLinked()) {
      tab.scripts(false);
      tab.go(linked("/surveys/plain/versions/1?lang=en"));

      tab.tabTo("at.value === 'add.choice'");
      tab.enter();
      assertThat(tab.text("main .notice")).contains("not saved");
      assertThat(tab.evaluate("location.hash").asString()).isEqualTo("#question-3");
      tab.touch("#question-3 textarea");
      tab.type("Which way did you ask?");
      tab.tabTo("at.value === 'up.3'");
      tab.enter();
      assertThat(tab.text("#question-2 textarea")).isEqualTo("Which way did you ask?");
      tab.touch("button[value=save]");
      tab.enter();
      assertThat(tab.text("#wrong")).contains("Question 3", "questions[2].options[0].text.en");
      assertThat(tab.text("#question-2 textarea")).isEqualTo("Which way did you ask?");
      List<String> wrong = new ArrayList<>();
      tab.look(390, false);
      tab.scripts(true);
      tab.judge("en 390 refused draft", wrong);
      tab.scripts(false);
      assertThat(wrong).isEmpty();

      tab.tabTo("at.name === 'q2.o0.text.en'");
      assertThat(tab.evaluate("document.activeElement.ariaInvalid").asString()).isEqualTo("true");
      tab.type("Portal");
      tab.tabTo("at.name === 'q2.o1.text.en'");
      tab.type("Phone");
      tab.touch("button[value=save]");
      tab.enter();
      assertThat(tab.text("main .success")).contains("saved");
      assertThat(page("/surveys/plain/versions/1")).contains("Which way did you ask?", "Portal");
    }
  }

  @Test
  void asksByMail_isAnsweredByKeyboardAlone_andIsCounted() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    asking.answersOf("Mail desk", List.of(5, 5, 4, 4));
    String mail = asking.mailTo("keyboard", "Mail desk");
    try (Tab tab = signedInAsLinked()) {
      tab.go(linked("/mails?lang=en"));
      tab.tabTo("at.closest('tr')?.textContent.includes('" + mail + "') && at.href");
      tab.enter();
      tab.tabTo("at.closest('main') && at.target === '_blank'");
      String link = tab.evaluate("document.activeElement.href").asString();
      tab.go(URI.create(link + "?lang=en"));

      tab.tabTo("at.name === 'q.satisfaction'");
      tab.press(" ");
      assertThat(
              tab.evaluate("document.querySelector('[name=\"q.satisfaction\"]:checked').value")
                  .asString())
          .isEqualTo("1");
      tab.tabTo("at.name === 'q.reasons' && at.value === 'slow'");
      tab.press(" ");
      tab.tabTo("at.type === 'submit'");
      tab.enter();
      assertThat(tab.text(".success")).contains("Thank you");
    }
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(page("/dashboard?scope=team:Mail%20desk&lang=en"))
                    .as("four of five are satisfied")
                    .contains("80.0"));
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(page(asking.campaignOf("keyboard")))
                    .contains("status=answered\">1</a>", "status=answered-early\">1</a>")
                    .as("how it was answered is kept with the invitation")
                    .contains("data-label=\"Of them rated it (n)\">1</td>"));
  }

  @Test
  void asksOnAPageThatIsLightPlainAndClosed_inThreeLanguages() throws Exception {
    assumeTrue(Chromium.isThere(), "there is no browser");
    String mail = asking.mailTo("looks", "Paper desk 2");
    URI link = asking.linkIn(mail, administrator);
    assertThat(asking.weightOf(link)).isLessThan(30_000);
    List<String> wrong = new ArrayList<>();
    try (Tab tab = opened()) {
      for (String language : List.of("en", "zh-CN", "ko")) {
        for (boolean dark : List.of(false, true)) {
          tab.look(320, dark);
          tab.go(URI.create(link + "?lang=" + language));
          tab.judge(language + (dark ? " dark" : "") + " 320 asked", wrong);
          assertThat(tab.evaluate("document.documentElement.lang").asString()).isEqualTo(language);
          assertThat(
                  tab.evaluate(
                          "performance.getEntriesByType('resource').filter((one) =>"
                              + " !one.name.startsWith('data:')).every((one) => new"
                              + " URL(one.name).origin === location.origin)")
                      .asBoolean())
              .isTrue();
        }
        tab.evaluate("window.left = true; document.querySelector('form').submit()");
        tab.awaitPage();
        tab.judge(language + " 320 refused", wrong);
        assertThat(
                tab.evaluate(
                        "((group) => document.getElementById(group.getAttribute("
                            + "'aria-describedby')).textContent)(document.querySelector("
                            + "'[role=radiogroup][aria-invalid=true]'))")
                    .asString())
            .isNotBlank();
      }
      assertThat(tab.evaluate("document.cookie").asString()).isEmpty();
      tab.scripts(false);
      tab.go(URI.create(link + "?lang=ko"));
      tab.tabTo("at.name === 'q.satisfaction'");
      tab.press("ArrowRight");
      tab.tabTo("at.type === 'submit'");
      tab.enter();
      assertThat(tab.text(".success")).contains("감사합니다");
    }
    assertThat(wrong).isEmpty();
  }

  /** For somebody who wants to look himself. */
  private static void keep(String name, byte[] picture) throws IOException {
    String pictures = System.getProperty("barometer.pictures");
    if (pictures != null) {
      Files.createDirectories(Path.of(pictures));
      Files.write(Path.of(pictures, name), picture);
    }
  }

  /** As of somebody who was never here. */
  private static Tab opened() throws Exception {
    Tab tab = Objects.requireNonNull(chromium).open();
    tab.forget();
    return tab;
  }

  /** Where ways lead from one service to another: a cookie is of one host. */
  private static Tab signedInAsLinked() throws Exception {
    return signedIn(linked("/"));
  }

  private static Tab signedIn() throws Exception {
    return signedIn(reporting);
  }

  private static Tab signedIn(URI service) throws Exception {
    Tab tab = opened();
    tab.look(1440, false);
    tab.signIn(service, "/dashboard?lang=en", "administrator", InProcessStack.TOKEN);
    return tab;
  }
}
