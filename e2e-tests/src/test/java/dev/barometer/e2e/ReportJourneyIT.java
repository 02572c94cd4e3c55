package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The report of a month of one team: begun, written, given back, written again, approved and
 * published by two managers, each in their own language and by keyboard alone; then late facts
 * come.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportJourneyIT {
  private static final String TEAM = "Mail desk";
  private static final String AUTHOR = "Dana Fields";
  private static final String REVIEWER = "Wang Fang";
  private static final String PASSWORD = "correct horse battery";
  private static final String TITLE = "Mail desk, the month";
  private static final String REMARK = "请说明五月发生了什么变化。";

  /** A month that is over, and facts of it that are kept. */
  private static final LocalDate FROM =
      LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).minusMonths(1);

  private static final LocalDate LAST = FROM.plusMonths(1).minusDays(1);

  @TempDir private static Path folder;
  private static Suite suite;
  private static @Nullable Chromium chromium;
  private static DeskHand author;
  private static DeskHand reviewer;
  private static URI address;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    if (!Chromium.isThere()) {
      return;
    }
    suite = new Suite(InProcessStack.embedded(folder.resolve("data"), ports -> Map.of()));
    suite.addStaff(AUTHOR, "manager", List.of(), "en", PASSWORD);
    suite.addStaff(REVIEWER, "manager", List.of(), "zh-CN", PASSWORD);
    List<Map<String, Object>> tickets = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tickets.add(ticket(i));
    }
    suite.postTickets(tickets);
    for (int i = 0; i < 12; i++) {
      answer(i);
    }
    chromium = Chromium.start(folder.resolve("profile"));
    author = signedIn(AUTHOR, "en");
    reviewer = signedIn(REVIEWER, "zh-CN");
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (suite != null) {
      suite.close();
    }
  }

  private static void isThereABrowser() {
    assumeTrue(
        Chromium.isThere(),
        "there is no browser at " + Chromium.PROGRAM + "; -Dbarometer.chromium names another");
  }

  private static DeskHand signedIn(String name, String language)
      throws IOException, InterruptedException {
    return DeskHand.signedIn(
        Objects.requireNonNull(chromium), suite.reportingAsLinked(), name, PASSWORD, language);
  }

  private static Map<String, Object> ticket(int i) {
    Instant opened =
        FROM.plusDays(i % 27).atTime(8, 0).toInstant(ZoneOffset.UTC).plusSeconds(60L * i);
    Instant closed = opened.plusSeconds(3_600L * (1 + i % 5));
    Map<String, Object> event =
        new LinkedHashMap<>(FlowFixtures.ticket("INC%07d".formatted(i), 1, opened, closed, TEAM));
    Map<String, Object> data =
        new LinkedHashMap<>(
            FlowFixtures.ticketData("INC%07d".formatted(i), 1, opened, closed, TEAM));
    data.put(
        "context",
        Map.of("service", "Email", "team", TEAM, "channel", i % 3 == 0 ? "Phone" : "Mail"));
    event.put("data", data);
    return event;
  }

  private static void answer(int i) {
    Instant at = FROM.plusDays(2L * i).atTime(12, 0).toInstant(ZoneOffset.UTC);
    Map<String, Object> response =
        new LinkedHashMap<>(FlowFixtures.response("R-" + i, i % 11, at, TEAM));
    response.put("ticketId", "INC%07d".formatted(i));
    HttpResponse<String> taken =
        suite.post(suite.running().survey(), "/api/responses", "application/json", response);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
  }

  private static void awaitClosed(int tickets) {
    Map<String, String> month =
        Map.of("from", FROM.toString(), "to", LAST.plusDays(1).toString(), "scope", "all");
    Suite.eventually()
        .until(() -> suite.score("tickets-closed", month).get("n").asInt() == tickets);
  }

  @Test
  @Order(1)
  void isBegunAndWritten_withNumbersThatLeadToWhatTheyAreMadeOf() throws IOException {
    isThereABrowser();
    Tab tab = author.tab();
    author.followWay("/reports");
    author.judgeAll("reports none");
    author.follow("Begin a report");
    tab.go(
        suite
            .reportingAsLinked()
            .resolve(
                "/reports/new?title=Mail+desk%2C+the+month&scope=team%3AMail+desk&from="
                    + FROM
                    + "&to="
                    + LAST));
    author.judgeAll("report new");
    tab.tabTo("at.form?.action?.endsWith('/reports/new') && at.type === 'submit'");
    tab.enter();
    tab.await(
        "document.querySelector('.ready a') !== null || document.querySelector('#overview') !== null");
    tab.go(URI.create(tab.evaluate("location.href").asString()));
    address = URI.create(tab.evaluate("location.origin + location.pathname").asString());
    assertThat(tab.text("#volume")).contains("Tickets closed", "40", "Phone");
    assertThat(
            tab.evaluate("document.querySelector('#improvement [href^=\"/actions/new\"]').search")
                .asString())
        .contains("kind=report", "from=R-", "scope=team:Mail");
    author.judgeAll("report draft");

    author.open("write");
    author.fill("write", Map.of("text", "A quiet month.\n\nNothing broke down for long."));
    tab.tabTo("at.name === 'add' && at.closest('#overview')");
    tab.enter();
    assertThat(tab.text("#overview"))
        .contains("A quiet month.", "SLA attainment:", "95 % interval");
    author.submit("submit");
    assertThat(tab.text(".success")).contains("review");
    assertThat(tab.text("#moves")).contains("somebody else");
    author.judgeAll("report submitted");
  }

  @Test
  @Order(2)
  void isGivenBackWithARemark_byAnotherPersonInChinese() throws IOException {
    isThereABrowser();
    Tab tab = reviewer.tab();
    reviewer.followWay("/reports");
    reviewer.judgeAll("reports");
    reviewer.follow(TITLE);
    reviewer.judgeAll("report in review");
    reviewer.submit("return");
    assertThat(tab.text("[role=alert]")).as("a remark is missing").isNotBlank();
    tab.tabTo("at.name === 'remark.sla'");
    reviewer.write(REMARK);
    reviewer.submit("return");
    assertThat(tab.text("#sla")).contains(REMARK);
    reviewer.judgeAll("report given back");
  }

  @Test
  @Order(3)
  void isWrittenAgain_approvedByTheOther_andPublished() throws IOException {
    isThereABrowser();
    Tab tab = author.tab();
    tab.go(address);
    assertThat(tab.text("#sla")).contains(REMARK);
    author.judgeAll("report with a remark");
    tab.tabTo("at.name === 'text' && at.closest('#sla')");
    author.write("Nights are covered since the 12th.");
    tab.tabTo("at.type === 'submit' && at.closest('#sla')");
    tab.enter();
    assertThat(tab.text("#sla")).contains("Nights are covered since the 12th.");
    author.submit("submit");

    reviewer.tab().go(address);
    reviewer.submit("approve");
    assertThat(reviewer.tab().text(".success")).isNotBlank();
    reviewer.judgeAll("report approved");
    tab.go(address);
    author.submit("publish");
    assertThat(tab.text(".facts")).contains("sha256:");
    tab.tabTo("at.name === 'against' && at.value === 'inputs'");
    tab.enter();
    assertThat(tab.text("#verified")).contains("all of it is the same");
    author.judge("report verified");
    tab.go(address);
    author.judgeAll("report published");
  }

  @Test
  @Order(4)
  void doesNotMoveWhenFactsComeLate_andANewEditionSaysWhatChanged() throws IOException {
    isThereABrowser();
    Tab tab = author.tab();
    String before = tab.text("#volume");
    suite.postTickets(List.of(ticket(40)));
    awaitClosed(41);

    tab.tabTo("at.name === 'against' && at.value === 'log'");
    tab.enter();
    assertThat(tab.text("#volume")).isEqualTo(before);
    assertThat(tab.text("#verified")).contains("Tickets closed", "40", "41");
    author.judge("report differs");

    tab.tabTo("at.tagName === 'SUMMARY' && at.closest('#moves')");
    tab.press("Enter");
    author.fill("correct", Map.of("reason", "One ticket came late."));
    author.submit("correct");
    tab.await(
        "document.querySelector('.ready a') !== null || document.querySelector('#changes-title') !== null");
    tab.go(URI.create(tab.evaluate("location.href.split('?')[0]").asString()));
    assertThat(tab.text(".facts")).contains("One ticket came late.");
    assertThat(tab.text("main")).contains("What changed", "41");
    author.judgeAll("report new edition");
    assertThat(author.wrong()).isEmpty();
    assertThat(reviewer.wrong()).isEmpty();
  }

  @Test
  @Order(5)
  void isTheSameAsJsonAndOnPaper() {
    isThereABrowser();
    String path = address.getPath().replace("/reports/", "/api/reports/");
    JsonNode told = suite.get(suite.running().reporting(), path);

    assertThat(told.get("status").asString()).isEqualTo("published");
    for (String language : List.of("en", "zh-CN", "ko")) {
      byte[] paper = suite.file(suite.running().reporting(), path + ".pdf?language=" + language);
      assertThat(new String(paper, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
      assertThat(suite.file(suite.running().reporting(), path + ".pdf?language=" + language))
          .isEqualTo(paper);
    }
  }
}
