package dev.barometer.complaint.notice;

import static dev.barometer.complaint.CaseFixtures.BOOK;
import static dev.barometer.complaint.CaseFixtures.RULES;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.RoomInstance;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Assignee;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.mail.KeptMail;
import dev.barometer.starter.staff.StaffDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticeRunnerTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Actor LEAD = new Actor("staff:lee", "lee");
  private static final String TEAM = "Group 56";

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));

  private RoomInstance start(String... settings) throws ClassNotFoundException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("barometer.mail.kept=true");
    RoomInstance instance =
        new RoomInstance(
            DATABASE.mongo(),
            clock,
            null,
            List.of(
                NoticeConfiguration.class,
                NoticeSettingsConfiguration.class,
                NoticeMailClient.class,
                NoticeWebhookClient.class,
                NoticeRecipientReader.class,
                NoticeRunner.class,
                DigestRunner.class),
            all.toArray(String[]::new));
    staff(instance, "ana", "ko", "agent", TEAM);
    staff(instance, "bob", "en", "agent", "Group 7");
    staff(instance, "lee", "zh-CN", "manager", TEAM);
    staff(instance, "max", "en", "manager");
    staff(instance, "vic", "en", "viewer", TEAM);
    return instance;
  }

  private static void staff(
      RoomInstance instance, String id, String language, String role, String... teams) {
    instance.desk.staff.learn(
        new StaffMember(
            id, 1, id, id + "@x.org", language, role, List.of(teams), true, MONDAY, null));
  }

  private void tell(RoomInstance instance) throws InterruptedException {
    StillRunner.tell(DATABASE.mongo(), List.of(instance.bean(NoticeRunner.class)), clock);
  }

  private static void awaitMails(RoomInstance instance, String... readers) {
    await()
        .untilAsserted(
            () ->
                assertThat(instance.kept())
                    .extracting(KeptMail::to)
                    .containsExactlyInAnyOrder(readers));
  }

  private static Case put(RoomInstance instance, Case before, Case next) {
    return instance.desk.cases.put(before, next).orElseThrow();
  }

  private static Case open(RoomInstance instance, String id, Severity severity, Instant at) {
    return instance.desk.cases.put(null, openCase(id, at, severity, EMAIL_TEAM)).orElseThrow();
  }

  private static CaseFollower.Followed opened(Case opened) {
    return new CaseFollower.Followed(opened, List.of(CaseEvent.of(null, opened)));
  }

  @Test
  void warnsTheTeam_thenTellsItsLead_thenTheManager_eachOnceInHisLanguage() throws Exception {
    try (RoomInstance instance = start()) {
      Case here = open(instance, "c-1", Severity.NORMAL, MONDAY);
      tell(instance);
      clock.moveTo(MONDAY.plus(Duration.ofHours(6)));
      here = put(instance, here, here.struck(clock.instant(), RULES));
      tell(instance);
      awaitMails(instance, "ana@x.org", "lee@x.org");
      assertThat(instance.kept().get(0).subject()).isEqualTo("기한이 다가옴: 접수 확인: c-1");
      assertThat(instance.kept().get(1).subject()).isEqualTo("即将超时：确认受理：c-1");
      assertThat(instance.kept().get(1).text())
          .contains("https://desk.example.org/desk/c-1", TEAM)
          .doesNotContain("u-17", "Slow");

      clock.moveTo(MONDAY.plus(Duration.ofHours(8)));
      here = put(instance, here, here.struck(clock.instant(), RULES));
      tell(instance);
      awaitMails(instance, "ana@x.org", "lee@x.org", "lee@x.org");

      clock.moveTo(MONDAY.plus(Duration.ofDays(1)).plus(Duration.ofHours(8)));
      put(instance, here, here.struck(clock.instant(), RULES));
      tell(instance);
      tell(instance);
      awaitMails(
          instance, "ana@x.org", "ana@x.org", "lee@x.org", "lee@x.org", "lee@x.org", "max@x.org");
    }
  }

  @Test
  void tellsTheAssignee_andNotWhoDidIt() throws Exception {
    try (RoomInstance instance = start()) {
      CaseMoves moves = new CaseMoves(BOOK);
      Case here = open(instance, "c-1", Severity.NORMAL, MONDAY);
      here =
          put(
              instance,
              here,
              moves.assign(here, LEAD, clock.instant(), new Assignee("ana", "staff:ana", "ana")));
      put(
          instance,
          here,
          moves.assign(here, LEAD, clock.instant(), new Assignee("lee", "staff:lee", "lee")));
      tell(instance);

      awaitMails(instance, "ana@x.org");
      assertThat(instance.kept().get(0).subject()).startsWith("담당 건으로 배정됨");
    }
  }

  @Test
  void tellsManagersOfASevereCaseAtOnce_whateverIsRepeated() throws Exception {
    try (RoomInstance instance = start()) {
      Case here = open(instance, "c-1", Severity.SEVERE, MONDAY);

      instance.bean(NoticeRunner.class).follow(List.of(opened(here)));
      awaitMails(instance, "max@x.org");
      instance.bean(NoticeRunner.class).follow(List.of(opened(here)));
      tell(instance);

      awaitMails(instance, "max@x.org");
    }
  }

  @Test
  void doesNotTellAnAgentWhoRatedHim() throws Exception {
    try (RoomInstance instance = start()) {
      Context aboutAna = new Context("Email", TEAM, "ANA", null, null, null, null, null);
      Case here =
          instance
              .desk
              .cases
              .put(null, openCase("c-1", MONDAY, Severity.NORMAL, aboutAna))
              .orElseThrow();
      clock.moveTo(MONDAY.plus(Duration.ofHours(6)));
      put(instance, here, here.struck(clock.instant(), RULES));
      tell(instance);

      awaitMails(instance, "lee@x.org");
    }
  }

  @Test
  void tellsTheRestInOneMail_whenThereIsTooMuch() throws Exception {
    try (RoomInstance instance = start("barometer.complaints.notices.most-an-hour=3")) {
      List<CaseFollower.Followed> all = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        all.add(opened(open(instance, "c-" + (100 + i), Severity.SEVERE, MONDAY)));
      }
      NoticeRunner runner = instance.bean(NoticeRunner.class);
      runner.follow(all.subList(0, 100));
      runner.follow(all.subList(50, 150));
      awaitMails(instance, "max@x.org", "max@x.org", "max@x.org");

      clock.moveTo(MONDAY.plus(Duration.ofHours(1)));
      awaitMails(instance, "max@x.org", "max@x.org", "max@x.org", "max@x.org");
      KeptMail digest = instance.kept().get(0);
      assertThat(digest.subject()).isEqualTo("Cases: 147 notices");
      assertThat(digest.text()).contains("c-103\n", "c-202\n", "And 47 more");

      runner.follow(all.subList(0, 100));
      runner.follow(all.subList(100, 150));
      assertThat(
              DATABASE
                  .mongo()
                  .getCollection("outbox")
                  .countDocuments(new Document("kind", "notice.mail")))
          .isEqualTo(4);
    }
  }

  @Test
  void tellsWhatComesLateInTheNextOne() throws Exception {
    try (RoomInstance instance = start("barometer.complaints.notices.most-an-hour=1")) {
      NoticeRunner runner = instance.bean(NoticeRunner.class);
      List<CaseFollower.Followed> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(opened(open(instance, "c-" + i, Severity.SEVERE, MONDAY)));
      }
      runner.follow(all.subList(0, 2));
      clock.moveTo(MONDAY.plus(Duration.ofHours(1)));
      awaitMails(instance, "max@x.org", "max@x.org");

      runner.follow(all);
      awaitMails(instance, "max@x.org", "max@x.org", "max@x.org");
      clock.moveTo(MONDAY.plus(Duration.ofHours(2)));
      awaitMails(instance, "max@x.org", "max@x.org", "max@x.org", "max@x.org");

      String told = instance.kept().stream().map(KeptMail::text).reduce("", String::concat);
      for (int i = 0; i < 4; i++) {
        assertThat(told.split("/desk/c-" + i, -1)).as("c-" + i).hasSize(2);
      }
    }
  }

  @Test
  void tellsTheWeekendOnMonday_whenNoticesAreDaily_overARestart() throws Exception {
    String daily = "barometer.complaints.notices.severe=daily";
    Instant friday = Instant.parse("2026-11-20T16:00:00Z");
    clock.moveTo(friday);
    try (RoomInstance instance = start(daily)) {
      open(instance, "c-1", Severity.SEVERE, friday);
      tell(instance);
      clock.advance(Duration.ofDays(1));
      open(instance, "c-2", Severity.SEVERE, clock.instant());
      tell(instance);
    }
    try (RoomInstance instance = start(daily)) {
      assertThat(instance.kept()).isEmpty();

      clock.moveTo(Instant.parse("2026-11-23T09:00:00Z"));
      awaitMails(instance, "max@x.org");

      assertThat(instance.kept().get(0).text()).contains("c-1", "c-2");
      assertThat(instance.kept().get(0).subject()).isEqualTo("Cases: 2 notices");
    }
  }

  @Test
  void tellsNobody_whenNoticesAreOff_andAWebhookNothingOfTheCustomer() throws Exception {
    try (RoomInstance instance =
        start(
            "barometer.complaints.notices.severe=off",
            "barometer.complaints.webhook.url=http://127.0.0.1:9/",
            "barometer.complaints.webhook.secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")) {
      open(instance, "c-1", Severity.SEVERE, MONDAY);
      tell(instance);

      List<Document> out = DATABASE.mongo().findAll(Document.class, "outbox");
      assertThat(out).extracting(one -> one.getString("_id")).containsExactly("notice-c-1-1");
      assertThat(out.get(0).getString("body"))
          .contains("\"complaint.opened\"", "\"c-1\"", "\"severe\"", TEAM)
          .doesNotContain("u-17", "Slow", "INC1");
    }
  }

  @Test
  void waits_whileItIsNotKnownWhoWorksHere() throws Exception {
    try (RoomInstance instance = start()) {
      Case here = open(instance, "c-1", Severity.SEVERE, MONDAY);
      NoticeRecipientReader unread =
          new NoticeRecipientReader(
              new StaffDirectory(), instance.desk.members, instance.desk.access);
      NoticePolicy.Telling telling = NoticePolicy.of(here, here.handling().history()).get(0);

      assertThatThrownBy(() -> unread.of(here, telling)).isInstanceOf(IllegalStateException.class);
    }
  }
}
