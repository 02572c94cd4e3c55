package dev.barometer.complaint.desk;

import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.desk.DrawnDesk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Assignee;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.cases.What;
import dev.barometer.contract.Topics;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.starter.Role;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.security.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** One case on its page, as people see it and work on it. */
class CasePagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Caller KIM = DrawnDesk.agent("agent");
  private static final Caller LEAD = DrawnDesk.agent("lead");
  private static final Caller MANAGER =
      new Caller("token-of-manager", "manager", Role.MANAGER, "manager", List.of());
  private static final Context VPN_TEAM =
      new Context("VPN", "Group 7", "lee", null, null, null, null, null);

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(3_600));
  private final DrawnDesk pages = new DrawnDesk(DATABASE.mongo(), clock);

  @BeforeEach
  void openACase() {
    assertThat(pages.desk.cases.put(null, openCase("C-1"))).isPresent();
  }

  private Case here() {
    return pages.desk.cases.find("C-1").orElseThrow();
  }

  private MockHttpServletRequestBuilder move(String move, long revision) {
    return post("/desk/C-1/moves/" + move)
        .param("revision", Long.toString(revision))
        .param("seen", "1");
  }

  private void done(Caller who, String move, String... parameters) throws Exception {
    MockHttpServletRequestBuilder call = move(move, here().revision());
    for (int i = 0; i < parameters.length; i += 2) {
      call.param(parameters[i], parameters[i + 1]);
    }
    MvcResult answer = pages.perform(who, call);
    assertThat(answer.getResponse().getStatus()).as(move + " " + text(answer)).isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({
    "en, Received, What was said, Low NPS, Message to the customer, Acknowledge",
    "zh-CN, 已接收, 客户原话, NPS 评分低, 给客户的消息, 确认收到",
    "ko, 접수됨, 고객이 한 말, 낮은 NPS, 고객에게 보내는 메시지, 접수 확인"
  })
  void isDrawnInThreeLanguages(
      String language, String status, String said, String rule, String message, String move)
      throws Exception {
    MvcResult answer = pages.perform(KIM, get("/desk/C-1"), language);

    assertThat(answer.getResponse().getStatus()).isEqualTo(200);
    assertThat(text(answer))
        .contains(status, said, rule, message, move, "NPS 3", "Slow")
        .contains("href=\"http://host:8080/tickets/INC1\"")
        .contains("href=\"http://host:8080/dashboard?scope=team%3AGroup%2056\"")
        .doesNotContain("??", "moves/close");
  }

  private static Received<ImprovementAction> action(long revision, String status) {
    ImprovementAction action =
        new ImprovementAction(
            "a-1",
            revision,
            status,
            "Read it hourly",
            "kim",
            "team:Group 56",
            "csat",
            80.0,
            "2026-12-01",
            "2027-01-31",
            null,
            "complaint",
            "C-1",
            MONDAY);
    return new Received<>("a-1", action, "t", MONDAY, 0, Topics.ACTIONS, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "en, Plan an improvement action, Running, due",
    "zh-CN, 制定改进措施, 进行中, 截止",
    "ko, 개선 활동 계획, 진행 중, 기한"
  })
  void tellsWhatWasPlanned_andLeadsManagersToPlanMore(
      String language, String plan, String running, String due) throws Exception {
    pages.actions.apply(List.of(action(2, "running"), action(1, "planned")));

    assertThat(text(pages.perform(MANAGER, get("/desk/C-1"), language)))
        .contains("Read it hourly", running, due, plan)
        .contains("href=\"http://host:8080/actions/a-1\"")
        .contains(
            "href=\"http://host:8080/actions/new?kind=complaint&amp;from=C-1&amp;scope=team%3AGroup%2056\"")
        .doesNotContain("??");
    assertThat(text(pages.perform(KIM, get("/desk/C-1"), language)))
        .contains("Read it hourly", running)
        .doesNotContain("/actions/new");
  }

  @Test
  void isWorkedThroughToItsEnd() throws Exception {
    done(KIM, "acknowledge", "message", "We look at it.");
    done(KIM, "assess", "severity", "severe", "kind", "complaint", "note", "The third time.");
    done(LEAD, "assign", "to", "agent");
    done(KIM, "investigate");
    done(KIM, "wait", "note", "When may we call?");
    done(KIM, "resume");
    done(KIM, "note", "text", "Called twice.");
    done(KIM, "message", "message", "We called you.");
    done(KIM, "respond", "message", "This is what happened.", "formal", "true");
    done(
        LEAD,
        "close",
        "accepted",
        "true",
        "rootCause",
        "list not read",
        "remedy",
        "called back",
        "actionTitle",
        "Read it hourly",
        "actionOwner",
        "lead",
        "actionDue",
        "2027-01-31");

    assertThat(here().status()).isEqualTo(Status.CLOSED);
    String page = text(pages.perform(KIM, get("/desk/C-1").param("done", "close")));
    assertThat(page)
        .contains("We look at it.", "The third time.", "Called twice.", "Read it hourly", "Closed.")
        .contains("Assessed: Severe, Complaint", "Became a formal complaint: as assessed")
        .contains("moves/review", "moves/reopen")
        .doesNotContain("moves/respond", "??");
    assertThat(page)
        .containsPattern("data-audience=\"inside\"[^>]*>\\s*<p class=\"meta\"><strong>Noted")
        .containsPattern("data-audience=\"customer\"[^>]*>\\s*<p class=\"meta\"><strong>Answered");
    assertThat(text(pages.perform(MANAGER, get("/desk/C-1"))))
        .contains("&amp;title=Read%20it%20hourly&amp;owner=lead&amp;due=2027-01-31\"");
  }

  @Test
  void keepsWhatWasFilledIn_whenItBreaksARule() throws Exception {
    done(KIM, "acknowledge");
    done(KIM, "assess", "severity", "normal", "kind", "complaint");

    MvcResult answer =
        pages.perform(
            KIM, move("respond", here().revision()).param("message", "A long answer & more"));

    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(answer))
        .contains("A long answer &amp; more", "The answer to a complaint is formal.")
        .contains("What you filled in is still here");
    assertThat(here().status()).isEqualTo(Status.ASSESSED);
  }

  @Test
  void letsOneChoose_whenSomebodyElseChangedItMeanwhile() throws Exception {
    long drawn = here().revision();
    done(LEAD, "note", "text", "I know him.");

    MvcResult answer = pages.perform(KIM, move("acknowledge", drawn).param("message", "Hello."));

    assertThat(answer.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(answer))
        .contains("Somebody else changed this case meanwhile", "I know him.", "Hello.")
        .contains("Do it all the same", "Leave it")
        .contains("name=\"revision\" value=\"" + (drawn + 1) + "\"");
    assertThat(here().status()).isEqualTo(Status.RECEIVED);
    done(KIM, "acknowledge", "message", "Hello.");
    assertThat(here().status()).isEqualTo(Status.ACKNOWLEDGED);
  }

  @Test
  void goesOn_whenNothingButAMailWentMeanwhile() throws Exception {
    long drawn = here().revision();
    noted(What.RECEIPT_SENT, Map.of());
    noted(What.DELIVERED, Map.of("entry", "1", "how", "kept"));

    String part =
        text(pages.perform(KIM, get("/desk/C-1").param("part", "state").param("seen", "1")));
    assertThat(part)
        .contains("Mail to the customer: kept here, not sent")
        .doesNotContain("Since you opened");
    MvcResult answer = pages.perform(KIM, move("acknowledge", drawn).param("message", "Hello."));
    assertThat(answer.getResponse().getStatus()).isEqualTo(302);
    assertThat(here().status()).isEqualTo(Status.ACKNOWLEDGED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Mail to the customer: sent, without the letter as PDF",
        "zh-CN | 给客户的邮件：已发送，未附 PDF 信函",
        "ko | 고객 메일: 발송됨, PDF 서신은 첨부되지 않음"
      })
  void tellWhenALetterWentWithoutItsPdf(String language, String said) throws Exception {
    noted(What.DELIVERED, Map.of("entry", "1", "how", "sent", "pdf", "missing"));

    assertThat(text(pages.perform(KIM, get("/desk/C-1"), language))).contains(said);
  }

  @Test
  void letsOneChoose_whenAMailDidNotGoMeanwhile() throws Exception {
    long drawn = here().revision();
    noted(What.UNDELIVERED, Map.of("entry", "1", "why", "no-address"));

    MvcResult answer = pages.perform(KIM, move("acknowledge", drawn).param("message", "Hello."));

    assertThat(answer.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(answer)).contains("No mail went to the customer: no address is known");
  }

  private void noted(String what, Map<String, String> details) {
    Case before = here();
    Case next =
        before.noted(what, details, clock.instant(), CaseFixtures.BOOK.of(before.context().team()));
    assertThat(pages.desk.cases.put(before, next)).isPresent();
  }

  @Test
  void isGivenToSomebodyByHisName_andFoundByIt() throws Exception {
    pages.desk.staff.learn(
        new StaffMember(
            "s-7", 1, "Seoyeon Park", null, null, "agent", List.of(), true, clock.instant(), null));

    done(LEAD, "assign", "to", " seoyeon park ");

    assertThat(here().handling().assignee()).extracting(Assignee::id).isEqualTo("s-7");
    assertThat(text(pages.perform(KIM, get("/desk").param("assignee", "Seoyeon Park"))))
        .contains("href=\"/desk/C-1\"", "<option value=\"Seoyeon Park\">");
    assertThat(text(pages.perform(KIM, get("/desk").param("assignee", "lead"))))
        .doesNotContain("href=\"/desk/C-1\"");
  }

  @Test
  void saysThatTheCustomerIsNotSatisfied_untilItIsOpenAgain() throws Exception {
    done(KIM, "acknowledge");
    done(KIM, "assess", "severity", "normal");
    done(KIM, "respond", "message", "This is what happened.");
    done(
        KIM,
        "close",
        "accepted",
        "true",
        "rootCause",
        "list not read",
        "remedy",
        "called back",
        "noActionBecause",
        "known");
    String sign = "not satisfied with how this was handled";
    assertThat(text(pages.perform(KIM, get("/desk/C-1")))).doesNotContain(sign);

    noted(What.RECHECKED, Map.of("satisfied", "negative", "value", "1", "scale", "5"));

    assertThat(text(pages.perform(KIM, get("/desk/C-1"))))
        .contains(sign, "The customer said how it was handled: not satisfied (1 of 5)");
    done(KIM, "reopen", "reason", "He is right.");
    assertThat(text(pages.perform(KIM, get("/desk/C-1")))).doesNotContain(sign);
  }

  @Test
  void showsWhatWasWritten_whenTheMoveIsNotOpenAnyMore() throws Exception {
    long drawn = here().revision();
    done(LEAD, "acknowledge");

    MvcResult answer = pages.perform(KIM, move("acknowledge", drawn).param("message", "Hello."));

    assertThat(answer.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(answer)).contains("cannot be done any more", "<blockquote dir=\"auto\">Hello.");
    MvcResult refused =
        pages.perform(KIM, move("acknowledge", here().revision()).param("message", "Hello."));
    assertThat(refused.getResponse().getStatus()).isEqualTo(409);
    assertThat(text(refused)).contains("not possible any more", "Hello.");
  }

  @Test
  void isNotThere_forWhoeverMayNotSeeIt() throws Exception {
    pages.desk.with("lee", "agent").with("max", "agent", "Group 56").with("ann", "manager");
    assertThat(pages.desk.cases.put(null, openCase("C-2", MONDAY, Severity.NORMAL, VPN_TEAM)))
        .isPresent();

    for (String staff : new String[] {"lee", "max"}) {
      for (MockHttpServletRequestBuilder call :
          new MockHttpServletRequestBuilder[] {
            get("/desk/C-2"),
            get("/desk/C-2").param("part", "state"),
            post("/desk/C-2/moves/note").param("revision", "1").param("text", "x")
          }) {
        assertThat(pages.perform(pages.member(staff), call).getResponse().getStatus())
            .as(staff)
            .isEqualTo(404);
      }
      assertThat(text(pages.perform(pages.member(staff), get("/desk")))).doesNotContain("C-2");
    }
    assertThat(text(pages.perform(pages.member("ann"), get("/desk/C-2")))).contains("Group 7");
  }

  @Test
  void tellsOfAChange_onlyWhenThereIsOne() throws Exception {
    MvcResult first =
        pages.perform(KIM, get("/desk/C-1").param("part", "state").param("seen", "1"));
    String tag = first.getResponse().getHeader("ETag");
    assertThat(tag).isNotNull();
    assertThat(text(first)).contains("id=\"news\"").doesNotContain("Since you opened");

    MvcResult same =
        pages.perform(
            KIM,
            get("/desk/C-1")
                .param("part", "state")
                .param("seen", "1")
                .header("If-None-Match", tag));
    assertThat(same.getResponse().getStatus()).isEqualTo(304);

    done(LEAD, "note", "text", "I know him.");
    MvcResult changed =
        pages.perform(
            KIM,
            get("/desk/C-1")
                .param("part", "state")
                .param("seen", "1")
                .header("If-None-Match", tag));
    assertThat(changed.getResponse().getStatus()).isEqualTo(200);
    assertThat(text(changed)).contains("Since you opened this page", "I know him.", "lead");
  }
}
