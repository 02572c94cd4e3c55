package dev.barometer.complaint.desk;

import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.desk.DrawnDesk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.CaseReference;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.web.InvalidRequestException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MvcResult;

/** The lists of the desk as people see them. */
class DeskPagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Caller KIM = DrawnDesk.agent("agent");
  private static final Context VPN_TEAM =
      new Context("VPN", "Group 7", "Lee", null, null, null, null, null);

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(3_600));
  private final DrawnDesk pages = new DrawnDesk(DATABASE.mongo(), clock);

  private void open(String id, Instant at, Severity severity, Context context) {
    assertThat(pages.desk.cases.put(null, openCase(id, at, severity, context))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "en, /desk, Queue, Due today at 5:00",
    "zh-CN, /desk, 待处理队列, 今天",
    "ko, /desk, 처리 대기열, 오늘 오후 5:00까지",
    "en, /desk/cases, All cases, Due today",
    "zh-CN, /desk/cases, 全部个案, 今天",
    "ko, /desk/cases, 모든 불만 건, 오늘",
    "en, /desk/board, Board of my teams, Due today",
    "zh-CN, /desk/board, 我的团队看板, 今天",
    "ko, /desk/board, 내 팀 보드, 오늘"
  })
  void areDrawnInThreeLanguages(String language, String path, String title, String due)
      throws Exception {
    open("C-1", MONDAY, Severity.SEVERE, EMAIL_TEAM);

    MvcResult answer = pages.perform(KIM, get(path), language);

    assertThat(answer.getResponse().getStatus()).isEqualTo(200);
    assertThat(text(answer))
        .contains("<h1>" + title, due, "Slow", "href=\"/desk/C-1\"")
        .doesNotContain("??");
  }

  @Test
  void putTheMostUrgentFirst_andTellWhatIsOverdue() throws Exception {
    open("C-late", MONDAY.plusSeconds(60), Severity.NORMAL, EMAIL_TEAM);
    open("C-later", MONDAY.plusSeconds(7_200), Severity.NORMAL, EMAIL_TEAM);
    open("C-old", MONDAY.minus(Duration.ofDays(7)), Severity.NORMAL, EMAIL_TEAM);

    String queue = text(pages.perform(KIM, get("/desk")));

    assertThat(queue).containsSubsequence("/desk/C-old", "/desk/C-late", "/desk/C-later");
    assertThat(queue).contains("Overdue since", "3 rows", "h of business time left");
    String overdue = text(pages.perform(KIM, get("/desk").param("overdue", "true")));
    assertThat(overdue).contains("/desk/C-old", "1 row").doesNotContain("/desk/C-late");
  }

  @Test
  void showMyCases_andOnlyThose() throws Exception {
    open("C-1", MONDAY, Severity.NORMAL, EMAIL_TEAM);
    open("C-2", MONDAY, Severity.NORMAL, EMAIL_TEAM);
    assertThat(text(pages.perform(KIM, get("/desk/mine")))).contains("Nothing was given to you");

    MvcResult taken =
        pages.perform(
            KIM, post("/desk/C-2/moves/assign").param("revision", "1").param("to", "agent"));

    assertThat(taken.getResponse().getRedirectedUrl()).isEqualTo("/desk/C-2?done=assign");
    assertThat(text(pages.perform(KIM, get("/desk/mine"))))
        .contains("/desk/C-2", "1 row")
        .doesNotContain("/desk/C-1");
  }

  @ParameterizedTest
  @CsvSource({
    "status, received, C-1, C-0",
    "severity, severe, C-2, C-1",
    "team, Group 7, C-3, C-1",
    "service, VPN, C-3, C-1",
    "level, agent, C-1, C-0",
    "kind, grievance, C-1, C-0",
    "q, c-3, C-3, C-1",
    "q, inc1, C-1, C-0",
    "q, U-17, C-1, C-0",
    "from, 2026-11-16T09:30:00Z, C-2, C-1",
    "to, 2026-11-16T09:30:00Z, C-1, C-2"
  })
  void listOnlyWhatIsAskedFor(String parameter, String value, String there, String not)
      throws Exception {
    open("C-1", MONDAY, Severity.NORMAL, EMAIL_TEAM);
    open("C-2", MONDAY.plusSeconds(3_600), Severity.SEVERE, EMAIL_TEAM);
    open("C-3", MONDAY.plusSeconds(60), Severity.NORMAL, VPN_TEAM);

    String list = text(pages.perform(KIM, get("/desk/cases").param(parameter, value)));

    assertThat(list)
        .contains("href=\"/desk/" + there + "\"")
        .doesNotContain("href=\"/desk/" + not + "\"");
  }

  @Test
  void findACaseByTheReferenceThatItsCustomerWasTold() throws Exception {
    String first = "C-3f2a91bc0d4e5f60718293a4b5c6d7e8";
    open(first, MONDAY, Severity.NORMAL, EMAIL_TEAM);
    open(first + ".2", MONDAY, Severity.NORMAL, EMAIL_TEAM);

    for (String path : List.of("/desk", "/desk/cases")) {
      assertThat(text(pages.perform(KIM, get(path).param("q", CaseReference.of(first)))))
          .contains("2 rows", "href=\"/desk/" + first + "\"");
      assertThat(text(pages.perform(KIM, get(path).param("q", CaseReference.of(first + ".2")))))
          .contains("1 row", "href=\"/desk/" + first + ".2\"")
          .doesNotContain("href=\"/desk/" + first + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"status, lost", "kind, wish", "level, boss", "overdue, perhaps", "from, yesterday"})
  void refuseWhatThereIsNot(String parameter, String value) {
    assertThatThrownBy(() -> pages.perform(KIM, get("/desk/cases").param(parameter, value)))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(parameter + " must be");
  }

  @Test
  void giveEachPageOfAFile_andOfTheList() throws Exception {
    for (int i = 10; i < 62; i++) {
      open("C-" + i, MONDAY.plusSeconds(i), Severity.NORMAL, EMAIL_TEAM);
    }

    String first = text(pages.perform(KIM, get("/desk")));
    assertThat(first).contains("52 rows", "/desk/C-59", "rel=\"next\"").doesNotContain("C-60");
    String next = first.replaceAll("(?s).*rel=\"next\" href=\"[^\"]*cursor=([^\"]+)\".*", "$1");
    assertThat(text(pages.perform(KIM, get("/desk").param("cursor", next))))
        .contains("/desk/C-60", "/desk/C-61")
        .doesNotContain("/desk/C-59", "rel=\"next\"");
    String file = text(pages.perform(KIM, get("/desk").param("format", "csv")));
    assertThat(file.lines()).hasSize(53);
    assertThat(file).contains("caseId,kind,status", "C-10,grievance,received");
  }

  @Test
  void keepViews_andStartWithOne() throws Exception {
    pages.perform(
        KIM, post(URI.create("/desk/views?severity=severe&team=R%26D")).param("name", "Bad ones"));
    assertThat(text(pages.perform(KIM, get("/desk"))))
        .contains("href=\"/desk?severity=severe&amp;team=R%26D\"", ">Bad ones</a>");

    pages.perform(KIM, post("/desk/views/start").param("name", "Bad ones"));
    assertThat(pages.perform(KIM, get("/desk")).getResponse().getRedirectedUrl())
        .isEqualTo("/desk?severity=severe&team=R%26D");
    assertThat(pages.perform(KIM, get("/desk?q=")).getResponse().getStatus()).isEqualTo(200);
    assertThat(text(pages.perform(DrawnDesk.agent("lead"), get("/desk?q="))))
        .as("views are each one's own")
        .doesNotContain("Bad ones");

    pages.perform(KIM, post("/desk/views/remove").param("name", "Bad ones"));
    assertThat(text(pages.perform(KIM, get("/desk")))).doesNotContain("Bad ones");
  }

  @Test
  void areNotReadAgain_untilACaseChanges() throws Exception {
    open("C-1", MONDAY, Severity.NORMAL, EMAIL_TEAM);
    for (String part : List.of("/desk?part=lines", "/desk/board?part=columns")) {
      MvcResult first = pages.perform(KIM, get(part));
      String tag = first.getResponse().getHeader("ETag");
      assertThat(tag).as(part).isNotNull();
      assertThat(text(first)).contains("C-1").doesNotContain("<html");

      assertThat(again(part, tag)).isEqualTo(304);
      new DeskMarkRunner(pages.marks).follow(List.of());
      assertThat(again(part, tag)).isEqualTo(200);
    }
  }

  private int again(String part, String tag) throws Exception {
    return pages.perform(KIM, get(part).header("If-None-Match", tag)).getResponse().getStatus();
  }

  @Test
  void showTheBoardOfOwnTeamsAlone() throws Exception {
    pages.desk.with("max", "agent", "Group 56");
    open("C-1", MONDAY, Severity.NORMAL, EMAIL_TEAM);
    open("C-2", MONDAY, Severity.NORMAL, VPN_TEAM);

    assertThat(text(pages.perform(pages.member("max"), get("/desk/board"))))
        .contains("/desk/C-1", "Of Group 56")
        .doesNotContain("/desk/C-2");
    assertThat(text(pages.perform(KIM, get("/desk/board")))).contains("/desk/C-1", "/desk/C-2");
  }
}
