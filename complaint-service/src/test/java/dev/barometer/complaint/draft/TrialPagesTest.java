package dev.barometer.complaint.draft;

import static dev.barometer.complaint.DrawnPages.text;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.AuditFixtures;
import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.escalation.EvidenceFixtures;
import dev.barometer.complaint.escalation.EvidenceReader;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.rehearsal.DryRunFixtures;
import dev.barometer.complaint.rehearsal.DryRunReader;
import dev.barometer.complaint.rule.RuleFixtures;
import dev.barometer.complaint.rule.RuleReader;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.TestTimetable;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A draft of rules is tried out before it is put in force. */
class TrialPagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String RULES = "/desk/rules";

  private final MovingClock clock = new MovingClock(MONDAY.plus(Duration.ofHours(6)));
  private final Desk desk = new Desk(DATABASE.mongo(), clock);
  private final TestTimetable timetable = new TestTimetable(DATABASE.mongo(), clock);
  private final RuleReader rules = RuleFixtures.reader(DATABASE.mongo());
  private final List<Response> responses =
      List.of(
          response("r-1", 1, "INC1", "u-1", MONDAY, nps(1)),
          response("r-2", 1, "INC2", "u-2", MONDAY.plusSeconds(60), nps(6)),
          response("r-3", 1, "INC3", "u-3", MONDAY.plusSeconds(120), nps(9)));

  @ParameterizedTest
  @CsvSource({
    "en, 3 answers were read, 'Low NPS</bdi>: <span>1 answers by yours, 2 by those in force', Would open nothing any more",
    "zh-CN, 已读取 3 份回答, '1 份，按生效规则 2 份', 将不再建立个案",
    "ko, 응답 3개를 읽었습니다, '내 규칙 1개, 적용 중인 규칙 2개', 더 이상 불만 건을 열지 않음"
  })
  void tellsWhatWouldHaveBeen_byRule_andLeadsToTheAnswers(
      String language, String read, String rule, String lost) throws Exception {
    EvidenceFixtures.escalate(DATABASE.mongo(), responses.get(0), Severity.SEVERE);
    Room room = room(DryRunFixtures.reader(rules, clock, responses));
    narrow(room);

    String address = begun(room);
    String before = text(DrawnPages.perform(room.pages, get(address), language));
    timetable.work(room.handler);
    String after = text(DrawnPages.perform(room.pages, get(address), language));

    assertThat(before).contains("<progress", "hx-trigger=\"every 1s\"").doesNotContain("??", read);
    assertThat(after)
        .contains(read, rule, lost, "href=\"http://host:8080/tickets/INC1\"", "r-2")
        .containsPattern("href=\"/desk/[^\"]+\" aria-label=\"[^\"]+\"")
        .doesNotContain("??", "<progress", "hx-trigger", "r-3");
    assertThat(rules.now().revision()).as("it changes nothing").isEqualTo(1);
  }

  @Test
  void isPutInForce_fromWhereItsOutcomeStands() throws Exception {
    Room room = room(DryRunFixtures.reader(rules, clock, responses));
    narrow(room);
    String address = begun(room);
    timetable.work(room.handler);
    assertThat(text(perform(room, get(address)))).contains("Put them in force");

    perform(room, post(RULES + "/stand").param("revision", "1"));

    assertThat(rules.now().rules().get(0).to()).isEqualTo(3);
    assertThat(text(perform(room, get(address))))
        .contains("not this one any more")
        .doesNotContain("Put them in force");
  }

  @Test
  void isMadeOnce_whenItIsDueTwice() throws Exception {
    Room room = room(DryRunFixtures.reader(rules, clock, responses));
    narrow(room);
    String id = begun(room).replaceAll(".*/", "");
    room.runner.run(id);
    Trial first = room.trials.find(id).orElseThrow();

    room.runner.run(id);

    assertThat(room.trials.find(id)).contains(first);
    room.runner.forget(id);
    room.runner.run(id);
    assertThat(room.trials.find(id)).isEmpty();
  }

  @Test
  void saysThatTheAnswersCannotBeRead_andKeepsTheDraft_whenTheBrokerIsAway() throws Exception {
    DryRunReader away =
        DryRunFixtures.reader(
            rules,
            clock,
            () -> {
              throw new TimeoutException("away");
            });
    Room room = room(away);
    narrow(room);

    String address = begun(room);
    timetable.work(room.handler);

    assertThat(text(perform(room, get(address)))).contains("cannot be read just now");
    assertThat(text(perform(room, get(RULES)))).contains("0 to 3 points");
  }

  @Test
  void isNobodyElses() throws Exception {
    Room room = room(DryRunFixtures.reader(rules, clock, responses));
    narrow(room);
    String address = begun(room);
    Caller lee = new Caller("2", "Lee", Role.MANAGER, "Lee", List.of());

    MvcResult answer =
        room.pages.perform(get(address).principal(Callers.authenticated(lee))).andReturn();

    assertThat(answer.getResponse().getStatus()).isEqualTo(404);
  }

  private record Room(
      MockMvc pages, TrialRunner runner, TrialRepository trials, DueHandler handler) {}

  private Room room(DryRunReader runs) {
    var drafts = new RuleDraftRepository(DATABASE.mongo());
    var trials = new TrialRepository(DATABASE.mongo());
    var runner = new TrialRunner(trials, runs, timetable, clock);
    var audit = new AuditFixtures().log(clock);
    MockMvc pages =
        DrawnPages.of(
            new RulePageController(
                rules, RuleFixtures.publisher(DATABASE.mongo(), audit, clock), drafts, clock),
            new TrialPageController(
                drafts,
                trials,
                runner,
                new EvidenceReader(DATABASE.mongo()),
                desk.cases,
                desk.access,
                new LinkProperties("http://host:8080", "", "", "")));
    return new Room(pages, runner, trials, new DraftConfiguration().runRuleTrials(runner));
  }

  private static void narrow(Room room) throws Exception {
    perform(
        room,
        post(RULES + "/edit")
            .param("before", "nps-detractor")
            .param("on", "nps")
            .param("severity", "normal")
            .param("kind", "grievance")
            .param("from", "0")
            .param("to", "3"));
  }

  private static String begun(Room room) throws Exception {
    String address =
        perform(room, post(RULES + "/trials").param("days", "7")).getResponse().getRedirectedUrl();
    assertThat(address).startsWith(RULES + "/trials/");
    return address;
  }

  private static MvcResult perform(Room room, MockHttpServletRequestBuilder call) throws Exception {
    return DrawnPages.perform(room.pages, call, "en");
  }
}
