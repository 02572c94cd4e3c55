package dev.barometer.complaint.group;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.handling.CaseAccess;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.handling.SeenFixtures;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.timetable.TestTimetable;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;

/** Groups on the desk, as they are drawn in three languages. */
class GroupPagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Actor ANN = new Actor("ann", "Ann");
  private static final Instant NOW = MONDAY.plus(Duration.ofHours(6));

  private final MovingClock clock = new MovingClock(NOW);
  private final Desk desk = new Desk(DATABASE.mongo(), clock);
  private final TestTimetable timetable = new TestTimetable(DATABASE.mongo(), clock);
  private final CaseMoves rules = new CaseMoves(CaseFixtures.BOOK);
  private final ManyAnswerPublisher publisher =
      new ManyAnswerPublisher(
          new ManyAnswerRepository(DATABASE.mongo()), desk.moves, rules, timetable, clock);
  private final MockMvc pages =
      DrawnPages.of(
          new GroupPageController(
              new GroupReader(
                  new GroupRepository(DATABASE.mongo()),
                  SeenFixtures.seen(new CaseAccess(true)),
                  desk.moves,
                  new GroupProperties(Duration.ofDays(30), Duration.ofDays(7), 5, 2),
                  clock),
              publisher,
              clock));

  @BeforeEach
  void openSix() {
    Context mail = new Context("Mail <b>", "Blue", null, null, null, null, null, null);
    for (int i = 0; i < 6; i++) {
      Case open =
          CaseFixtures.openCase(
              "C-" + i, NOW.minus(Duration.ofHours(i + 1)), Severity.NORMAL, mail);
      desk.cases.put(null, open);
    }
    Case first = desk.cases.find("C-0").orElseThrow();
    Case next = rules.acknowledge(first, ANN, NOW, null);
    desk.cases.put(first, rules.assess(next, ANN, NOW, Severity.NORMAL, Case.GRIEVANCE, null));
  }

  @ParameterizedTest
  @CsvSource({"en, grows", "zh-CN, 增长中", "ko, 증가 중"})
  void saysWhatGrows(String language, String grows) throws Exception {
    String page = drawn("/desk/groups?by=service&days=7", language);
    assertThat(page).contains("Mail &lt;b&gt;", grows).doesNotContain("??", "<b>");
    assertThat(drawn("/desk/groups?by=theme", language)).doesNotContain("??");
    String signals = drawn("/desk/groups/signals", language);
    assertThat(signals).contains("Mail &lt;b&gt;").doesNotContain("??", "<html");
  }

  @ParameterizedTest
  @CsvSource({"en, sent", "zh-CN, 已发出", "ko, 보냄"})
  void answersTheChosenOnes_andSaysHowFarItIs(String language, String sent) throws Exception {
    String choice = drawn("/desk/groups/cases?by=service&value=Mail <b>", language);
    assertThat(choice).contains("C-0", "C-5", "Slow").doesNotContain("??");

    String address =
        DrawnPages.perform(
                pages,
                post("/desk/groups/answers")
                    .param("complaints", "C-0", "C-1")
                    .param("message", "We found out why.")
                    .param("kind", "answer")
                    .param("key", "k-" + language),
                language)
            .getResponse()
            .getRedirectedUrl();
    assertThat(drawn(address, language)).contains("hx-get", "every 2s").doesNotContain("??");

    timetable.work(new GroupConfiguration().finishManyAnswers(publisher));

    String done = drawn(address + "?part=progress", language);
    assertThat(done).contains(sent, "C-1").doesNotContain("??", "hx-get", "<html");
    assertThat(desk.cases.find("C-0").orElseThrow().handling().history())
        .extracting(entry -> entry.what())
        .endsWith("responded");
  }

  @Test
  void isEmpty_whereNothingIsInCommon() throws Exception {
    assertThat(drawn("/desk/groups?by=category", "en")).contains("No cases have this in common");
  }

  private String drawn(String address, String language) throws Exception {
    return DrawnPages.text(DrawnPages.perform(pages, get(address), language));
  }
}
