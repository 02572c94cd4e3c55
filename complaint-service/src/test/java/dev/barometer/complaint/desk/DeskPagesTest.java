package dev.barometer.complaint.desk;

import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.desk.DrawnDesk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.security.Caller;
import java.time.Duration;
import java.time.Instant;
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
    "en, /desk, Queue, Due today at 17:00",
    "zh-CN, /desk, 待处理队列, 今天 17:00 到期",
    "ko, /desk, 처리 대기열, 오늘 17:00까지",
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
}
