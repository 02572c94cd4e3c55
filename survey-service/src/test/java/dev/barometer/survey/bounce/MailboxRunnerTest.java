package dev.barometer.survey.bounce;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Context;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.kept.KeptRepository;
import dev.barometer.survey.trigger.AskingInstance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports are taken out of a mailbox when they are noted, and nothing else is. */
class MailboxRunnerTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final BounceAddresses ADDRESSES =
      new BounceAddresses(List.of(new byte[] {1}), "bounces@desk.example.org");
  private static final String SENDER = ADDRESSES.of(ID).orElseThrow();
  private static final String FORGED =
      new BounceAddresses(List.of(new byte[] {2}), "bounces@desk.example.org").of(ID).orElseThrow();

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private AskingInstance instance;

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance =
        new AskingInstance(database.mongo(), clock, KeptRepository.class, BouncePublisher.class);
    database
        .mongo()
        .save(
            new InvitationDocument(
                ID,
                1,
                InvitationDocument.ISSUED,
                null,
                "desk",
                1,
                "c",
                "mail",
                "T1",
                "ana",
                "ana@example.org",
                "en",
                Context.NONE,
                MONDAY,
                MONDAY,
                MONDAY.plus(Duration.ofDays(14)),
                MONDAY,
                null,
                0,
                "hash"));
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private MailboxRunner runner(BounceProperties.Mailbox mailbox) {
    return new MailboxRunner(
        new BounceProperties("bounces@desk.example.org", Duration.ofDays(180), mailbox),
        ADDRESSES,
        instance.bean(BouncePublisher.class),
        instance.provider(Timetable.class),
        meters,
        clock);
  }

  private InvitationDocument invitation() {
    return database.mongo().findById(ID, InvitationDocument.class);
  }

  private double left(String reason) {
    var counter = meters.find("barometer.mail.mailbox.left").tag("reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pop3", "imap"})
  void takesWhatIsNoted_andLeavesTheRestWithoutLookingAgain(String protocol) throws Exception {
    try (Mailbox mailbox = new Mailbox(protocol)) {
      String holiday = ReportFixtures.holiday(SENDER);
      String broken =
          ReportFixtures.postfix(SENDER, "failed", "5.1.1").replace("Status: ", "Stat: ");
      String forged = ReportFixtures.postfix(FORGED, "failed", "5.1.1");
      mailbox.put(holiday);
      mailbox.put(broken);
      mailbox.put(forged);
      mailbox.put(ReportFixtures.gmail(SENDER));
      MailboxRunner runner = runner(mailbox.settings());

      runner.look();
      runner.look();

      assertThat(mailbox.mails()).hasSize(3).noneMatch(mail -> mail.contains("59e7"));
      assertThat(mailbox.fetched()).isEqualTo(4);
      assertThat(invitation().reason()).isEqualTo("bounced");
      assertThat(invitation().bounce().status()).isEqualTo("5.1.1");
      assertThat(left("no-report")).isEqualTo(1);
      assertThat(left("unreadable")).isEqualTo(1);
      assertThat(left("not-ours")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pop3", "imap"})
  void countsOnce_whereWhoReadItDiedBeforeItWasDeleted(String protocol) throws Exception {
    try (Mailbox mailbox = new Mailbox(protocol)) {
      mailbox.put(ReportFixtures.postfix(SENDER, "failed", "5.1.1"));
      mailbox.breakOffAtTheEnd(true);
      runner(mailbox.settings()).look();
      InvitationDocument once = invitation();
      assertThat(once.reason()).isEqualTo("bounced");
      assertThat(mailbox.mails()).hasSize(1);

      mailbox.breakOffAtTheEnd(false);
      runner(mailbox.settings()).look();

      assertThat(mailbox.mails()).isEmpty();
      assertThat(invitation()).isEqualTo(once);
    }
  }

  @Test
  void leavesWhatCannotBeFetched_andTakesWhatComesAfterIt() throws Exception {
    try (Mailbox mailbox = new Mailbox("pop3")) {
      mailbox.put(ReportFixtures.holiday(SENDER));
      mailbox.put(ReportFixtures.postfix(SENDER, "failed", "5.1.1"));
      mailbox.withhold("Out of office");
      MailboxRunner runner = runner(mailbox.settings());

      runner.look();
      runner.look();

      assertThat(mailbox.mails()).hasSize(1);
      assertThat(invitation().reason()).isEqualTo("bounced");
      assertThat(left("unreadable")).isEqualTo(1);
    }
  }

  /** While it cannot be told, nothing is deleted. */
  @ParameterizedTest
  @ValueSource(strings = {"pop3", "imap"})
  void deletesNothing_whichCouldNotBeNoted(String protocol) throws Exception {
    try (Mailbox mailbox = new Mailbox(protocol)) {
      mailbox.put(ReportFixtures.postfix(SENDER, "failed", "5.1.1"));
      MailboxRunner runner = runner(mailbox.settings());
      instance.broker().goAway();
      org.assertj.core.api.Assertions.assertThatThrownBy(runner::look)
          .isInstanceOf(RuntimeException.class);
      assertThat(mailbox.mails()).hasSize(1);

      instance.broker().comeBack();
      runner.look();

      assertThat(mailbox.mails()).isEmpty();
      assertThat(instance.broker().values()).isNotEmpty().last().asString().contains("\"bounced\"");
    }
  }

  @Test
  void looksAgainInAMinute_thoughTheMailboxIsAway() throws Exception {
    BounceProperties.Mailbox away;
    try (Mailbox mailbox = new Mailbox("pop3")) {
      away = mailbox.settings();
    }

    runner(away).handle(List.of(new Due("mailbox.look", "bounces", MONDAY)));

    assertThat(meters.get("barometer.mail.mailbox.failed").counter().count()).isEqualTo(1);
    assertThat(next()).isEqualTo(MONDAY.plus(Duration.ofMinutes(1)));
  }

  private Instant next() {
    Document item =
        database
            .mongo()
            .getCollection("timetable")
            .find(new Document("_id", "mailbox.look|bounces"))
            .first();
    return item.getDate("at").toInstant();
  }

  @Test
  void looksIntoNone_whereNoneIsSet() throws Exception {
    MailboxRunner runner =
        runner(
            new BounceProperties.Mailbox(null, "imaps", null, null, null, Duration.ofMinutes(1)));

    runner.run(null);
    runner.handle(List.of(new Due("mailbox.look", "bounces", MONDAY)));

    assertThat(database.mongo().getCollection("timetable").countDocuments()).isZero();
    assertThat(meters.getMeters()).isEmpty();
  }
}
