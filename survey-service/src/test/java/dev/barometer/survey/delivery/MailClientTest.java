package dev.barometer.survey.delivery;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.sun.net.httpserver.HttpServer;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.wording.Wording;
import dev.barometer.mailserver.SmtpServer;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.mail.About;
import dev.barometer.starter.mail.KeptMail;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.starter.mail.MailProperties;
import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.DrawnPages;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.bounce.BounceAddresses;
import dev.barometer.survey.bounce.BounceFixtures;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.invitation.SpentLink;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.quiet.QuietHours;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * What goes out, by mail and to a webhook, and the mails that are kept where there is no server.
 */
class MailClientTest {
  private static final LinkSecrets SECRETS = new LinkSecrets(List.of(new byte[] {1, 2, 3}));
  private static final String LINK = "https://desk.example.org/s/" + SECRETS.of("i1");

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(NOW.plus(Duration.ofHours(1)));
  private final InvitationRepository invitations = new InvitationRepository(database.mongo());
  private QuietHours quiet = QuietHours.of(null, true, ZoneOffset.UTC, NOW);
  private final Broker broker = Broker.thatAcknowledges();
  private final KeptMailRepository kept = new KeptMailRepository(database.mongo());

  @BeforeEach
  void start() {
    Document content = new Document();
    database.mongo().getConverter().write(SurveyFixtures.desk(), content);
    database
        .mongo()
        .getCollection("survey_versions")
        .insertOne(
            new Document("_id", "desk|1")
                .append("surveyId", "desk")
                .append("version", 1)
                .append("revision", 1L)
                .append("told", 1L)
                .append("content", content));
    invite("i1", InvitationDocument.ISSUED, "ko");
  }

  private void invite(String id, String status, String locale) {
    invite(id, status, locale, "ana");
  }

  private void invite(String id, String status, String locale, String person) {
    invite(id, status, locale, person, SECRETS);
  }

  private void invite(String id, String status, String locale, String person, LinkSecrets secrets) {
    database
        .mongo()
        .save(
            new InvitationDocument(
                id,
                1,
                status,
                null,
                "desk",
                1,
                "after-ticket",
                "mail",
                "T1",
                person,
                person + "@example.org",
                locale,
                Context.NONE,
                NOW,
                NOW,
                NOW.plus(Duration.ofDays(14)),
                null,
                null,
                0,
                LinkSecrets.hash(secrets.of(id))));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private MailClient client(boolean keeps) {
    return client(keeps, null, null);
  }

  private MailClient client(
      boolean keeps, @Nullable JavaMailSender server, @Nullable String bounces) {
    StaticListableBeanFactory servers = new StaticListableBeanFactory();
    if (server != null) {
      servers.addBean("server", server);
    }
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    InvitationPublisher publisher = publisher();
    return new MailClient(
        new MailServer(
            servers.getBeanProvider(JavaMailSender.class),
            kept,
            new MailProperties(null, keeps),
            clock),
        new DeliveryReader(invitations, publisher, SECRETS, quiet, clock),
        publisher,
        BounceFixtures.publisher(database.mongo(), publisher, clock),
        new BounceAddresses(List.of(new byte[] {1}), bounces),
        new SurveyRepository(database.mongo()),
        SECRETS,
        engine,
        new LinkProperties("", "https://desk.example.org", "", ""),
        new Binder(new MapConfigurationPropertySource(Map.of("barometer.service", "x")))
            .bind("barometer", BarometerProperties.class)
            .get(),
        Brand.NONE);
  }

  private InvitationPublisher publisher() {
    StaticListableBeanFactory nothing = new StaticListableBeanFactory();
    return new InvitationPublisher(
        invitations,
        broker.publisherTo(Topics.INVITATIONS),
        nothing.getBeanProvider(Timetable.class),
        nothing.getBeanProvider(Outbox.class),
        new SimpleMeterRegistry(),
        clock);
  }

  private static OutboxEntry entry(String invitation, int reminder) {
    String body = invitation + "|" + reminder;
    return new OutboxEntry("invitation|" + body, "invitation.mail", null, body);
  }

  @Test
  void writesToNobodyInQuietHours_butAfterThem_andNotToWhoHasAnsweredByThen() throws Exception {
    quiet = QuietHours.of("06:00-22:00", true, ZoneOffset.UTC, NOW);
    invite("i2", InvitationDocument.ANSWERED, "en");

    Map<String, SendResult> results = client(true).send(List.of(entry("i1", 0), entry("i2", 1)));

    Instant end = NOW.atZone(ZoneOffset.UTC).toLocalDate().atTime(22, 0).toInstant(ZoneOffset.UTC);
    assertThat(results.get("invitation|i1|0")).isEqualTo(SendResult.later(end));
    assertThat(results.get("invitation|i2|1")).isEqualTo(SendResult.sent());
    assertThat(kept.count()).isZero();
  }

  @Test
  void keepsAMailWithItsLinks_inTheLanguageOfThePerson() throws Exception {
    Map<String, SendResult> results = client(true).send(List.of(entry("i1", 0)));

    assertThat(results.get("invitation|i1|0").kind()).isEqualTo(SendResult.Kind.SENT);
    assertThat(kept.find("invitation|i1|0"))
        .hasValueSatisfying(
            mail -> {
              assertThat(mail.to()).isEqualTo("ana@example.org");
              assertThat(mail.subject()).isEqualTo("어떠셨나요?");
              assertThat(mail.links()).containsExactly(LINK, LINK + "/stop");
              assertThat(mail.html())
                  .contains(LINK + "?q.overall=5", "지금 응답하기")
                  .as("what the ends of the scale mean")
                  .contains("1: Not at all · 5: Very");
              assertThat(mail.at()).isEqualTo(clock.instant());
              assertThat(mail.about()).isEqualTo(new About("i1", "invitation", 0));
            });
    assertThat(invitations.find("i1"))
        .hasValueSatisfying(one -> assertThat(one.deliveredAt()).isEqualTo(clock.instant()));
  }

  @Test
  void keepsOne_whenTheSameIsSentAgain_andEachReminder() throws Exception {
    client(true).send(List.of(entry("i1", 0)));
    client(true).send(List.of(entry("i1", 0)));
    client(true).send(List.of(entry("i1", 2)));

    assertThat(kept.page(null, 10).items())
        .extracting(KeptMail::about)
        .containsExactlyInAnyOrder(
            new About("i1", "invitation", 0), new About("i1", "reminder", 2));
  }

  @Test
  void keepsNothingForWhoeverAnswered() throws Exception {
    invite("i1", InvitationDocument.ANSWERED, "en");

    Map<String, SendResult> results = client(true).send(List.of(entry("i1", 0)));

    assertThat(results.get("invitation|i1|0").kind()).isEqualTo(SendResult.Kind.SENT);
    assertThat(kept.count()).isZero();
  }

  @Test
  void remindsNobodyWhoAnsweredAnonymously_andNotesTheSameOfHim() throws Exception {
    String mark = SpentLink.markOf(SECRETS.of("i1"));
    database
        .mongo()
        .save(
            new Document("_id", "after-ticket|desk|1").append("spent", List.of(mark)),
            SpentLink.BOXES);

    Map<String, SendResult> results = client(true).send(List.of(entry("i1", 1)));

    assertThat(results.get("invitation|i1|1").kind()).isEqualTo(SendResult.Kind.SENT);
    assertThat(kept.count()).isZero();
    assertThat(invitations.find("i1"))
        .hasValueSatisfying(one -> assertThat(one.deliveredAt()).isEqualTo(clock.instant()));
  }

  @Test
  void leavesThemForLater_whereMailsAreNotKept() throws Exception {
    Map<String, SendResult> results = client(false).send(List.of(entry("i1", 0)));

    assertThat(results.get("invitation|i1|0").kind()).isEqualTo(SendResult.Kind.AWAY);
    assertThat(kept.count()).isZero();
  }

  private static JavaMailSender sender(SmtpServer server) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(server.host());
    sender.setPort(server.port());
    return sender;
  }

  @Test
  void sendsToTheOthers_andTriesAnAddressNoMoreThatTheServerRefusesForGood() throws Exception {
    invite("i2", InvitationDocument.ISSUED, "en", "bo");
    invite("i3", InvitationDocument.ISSUED, "en", "cy");
    try (SmtpServer server = new SmtpServer()) {
      server.refuse("bo@example.org", "550 5.1.1 <bo@example.org>: User unknown");
      MailClient client = client(false, sender(server), null);

      Map<String, SendResult> results =
          client.send(List.of(entry("i1", 0), entry("i2", 0), entry("i3", 0)));
      Map<String, SendResult> again = client.send(List.of(entry("i2", 0)));

      assertThat(server.taken())
          .extracting(SmtpServer.Taken::to)
          .containsExactly("ana@example.org", "cy@example.org");
      assertThat(results.get("invitation|i1|0")).isEqualTo(SendResult.sent());
      assertThat(results.get("invitation|i2|0")).isEqualTo(SendResult.refused("5.1.1"));
      assertThat(results.get("invitation|i3|0")).isEqualTo(SendResult.sent());
      assertThat(again.get("invitation|i2|0"))
          .as("nobody is to get it")
          .isEqualTo(SendResult.sent());
    }
    InvitationDocument refused = invitations.find("i2").orElseThrow();
    assertThat(refused.status()).isEqualTo("cancelled");
    assertThat(refused.reason()).isEqualTo("bounced");
    assertThat(refused.deliveredAt()).isNull();
    assertThat(refused.bounce().status()).isEqualTo("5.1.1");
    assertThat(refused.bounce().detail()).contains("User unknown");
    assertThat(invitations.find("i3").orElseThrow().deliveredAt()).isNotNull();
    assertThat(
            database.mongo().findById("bo", Person.class).isUnreachableAt("mail", "bo@example.org"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "550 No such user, 5.0.0",
    "550 Requested action not taken: mailbox unavailable, 5.0.0",
    "550 Unrouteable address, 5.0.0",
    "550 5.0.0 <ana@example.org>: User unknown, 5.0.0",
    "553 sorry; no mailbox here by that name. (#5.1.1), 5.1.1",
    "553 <ana@example.org>: recipient address is invalid, 5.1.3",
    "553 sorry; that domain is not in my list of allowed rcpthosts (#5.7.1), ",
    "550 Administrative prohibition, ",
    "550 authentication required, ",
    "550 blocked; see spamhaus for 5.1.1.9, ",
    "550 5.0.0 Access denied, ",
    "550 the sender address is unknown, ",
    "550 no-such-user@unknown.example may not send from here, ",
    "552 Mailbox is full, 5.2.2",
    "550 5.2.1 Disabled, 5.2.1",
    "450 4.2.0 Greylisted, ",
    "550 5.7.1 Relaying denied, ",
    "554 Relay access denied, ",
    "550 relay not permitted, ",
    "550 5.7.26 The sender is not authenticated, ",
    "530 5.7.0 Authentication required, "
  })
  void triesAgain_whereTheServerDoesNotRefuseTheAddress(String answer, @Nullable String status)
      throws Exception {
    try (SmtpServer server = new SmtpServer()) {
      server.refuse("ana@example.org", answer);

      Map<String, SendResult> results =
          client(false, sender(server), null).send(List.of(entry("i1", 0)));

      assertThat(results.get("invitation|i1|0").kind())
          .isEqualTo(status == null ? SendResult.Kind.FAILED : SendResult.Kind.REFUSED);
    }
    InvitationDocument one = invitations.find("i1").orElseThrow();
    assertThat(one.isOpen()).isEqualTo(status == null);
    assertThat(one.bounce() == null ? null : one.bounce().status()).isEqualTo(status);
  }

  /** The key that its link followed from is known to nobody any more. */
  private void inviteWithALostKey(String id) {
    invite(
        id, InvitationDocument.ISSUED, "en", "bo", new LinkSecrets(List.of(new byte[] {9, 9, 9})));
  }

  @Test
  void keepsTheOthers_whereTheKeyOfOneLinkIsLost() throws Exception {
    inviteWithALostKey("i2");

    Map<String, SendResult> results = client(true).send(List.of(entry("i2", 0), entry("i1", 0)));

    assertThat(results.get("invitation|i2|0").kind()).isEqualTo(SendResult.Kind.REFUSED);
    assertThat(results.get("invitation|i1|0")).isEqualTo(SendResult.sent());
    assertThat(kept.count()).isEqualTo(1);
  }

  private WebhookClient webhook(HttpServer receiver) {
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort();
    InvitationPublisher publisher = publisher();
    return new WebhookClient(
        new DeliveryReader(invitations, publisher, SECRETS, quiet, clock),
        publisher,
        new SurveyRepository(database.mongo()),
        SECRETS,
        new WebhookProperties(URI.create(url), "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"),
        new LinkProperties("", "https://desk.example.org", "", ""),
        clock);
  }

  /** Each answer begins as it should, and is so long before it ends. */
  private static HttpServer receiver(CountDownLatch ends, List<String> taken) throws IOException {
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/",
        call -> {
          taken.add(String.valueOf(call.getRequestHeaders().getFirst("webhook-id")));
          call.sendResponseHeaders(200, 2);
          call.getResponseBody().write('o');
          call.getResponseBody().flush();
          try {
            ends.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          call.getResponseBody().write('k');
          call.close();
        });
    receiver.start();
    return receiver;
  }

  @Test
  void postsTheOthersOnce_whereTheKeyOfOneLinkIsLost() throws Exception {
    inviteWithALostKey("i2");
    List<String> taken = new CopyOnWriteArrayList<>();
    HttpServer receiver = receiver(new CountDownLatch(0), taken);
    try {
      Map<String, SendResult> results =
          webhook(receiver).send(List.of(entry("i1", 0), entry("i2", 0)));

      assertThat(results.get("invitation|i1|0")).isEqualTo(SendResult.sent());
      assertThat(results.get("invitation|i2|0").kind()).isEqualTo(SendResult.Kind.REFUSED);
      assertThat(taken).containsExactly("invitation|i1|0");
    } finally {
      receiver.stop(0);
    }
  }

  private List<OutboxEntry> entries(int many) {
    return IntStream.range(0, many)
        .mapToObj(
            one -> {
              invite("n" + one, InvitationDocument.ISSUED, "en");
              return entry("n" + one, 0);
            })
        .toList();
  }

  @Test
  void leavesTheRestForLater_whereTheServerIsSlow() throws Exception {
    List<OutboxEntry> entries = entries(8);
    try (SmtpServer server = new SmtpServer()) {
      server.whenOneIsTaken(() -> clock.advance(Duration.ofSeconds(6)));

      Map<String, SendResult> results = client(false, sender(server), null).send(entries);

      assertThat(server.taken()).hasSize(4);
      assertThat(results.values())
          .hasSize(8)
          .containsOnly(SendResult.sent(), SendResult.later(clock.instant()));
      assertThat(results.values()).filteredOn(SendResult.sent()::equals).hasSize(4);
    }
  }

  @Test
  void knowsWhatWentOut_whereTheServerRefusesTheSignInAfterIt() throws Exception {
    List<OutboxEntry> entries = entries(12);
    AtomicInteger calls = new AtomicInteger();
    JavaMailSenderImpl sender =
        new JavaMailSenderImpl() {
          @Override
          public void send(MimeMessage... mails) {
            if (calls.incrementAndGet() > 1) {
              throw new MailAuthenticationException("no");
            }
          }
        };

    Map<String, SendResult> results = client(false, sender, null).send(entries);

    assertThat(calls).as("it is not asked again").hasValue(2);
    assertThat(results.values()).filteredOn(SendResult.sent()::equals).hasSize(4);
    assertThat(results.values()).filteredOn(one -> one.kind() == SendResult.Kind.AWAY).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({
    "https://gateway.example.org/in, whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3, ",
    "'', '', ",
    "gateway.example.org, , barometer.webhook.url",
    "ftp://gateway.example.org, , barometer.webhook.url",
    "https:///in, , barometer.webhook.url",
    "https://gateway.example.org, whsec_no Base64!, barometer.webhook.secret"
  })
  void startsOnlyWithAWebhookThatCanBePostedTo(
      String url, @Nullable String secret, @Nullable String wrong) {
    ThrowingCallable start =
        () ->
            new WebhookProperties(URI.create(url), secret)
                .target()
                .requireSound(WebhookProperties.PREFIX);

    if (wrong == null) {
      assertThatCode(start).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(start)
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining(wrong);
    }
  }

  @ParameterizedTest
  @CsvSource({"zh_CN, zh", "ko_KR, ko", "zh-CN, zh", "fr, en", ", en"})
  void writesInTheLanguageOfThePerson_howeverItIsWritten(@Nullable String tag, String language) {
    assertThat(InvitationMail.language(tag).getLanguage()).isEqualTo(language);
  }

  @Test
  void choosesAPointBeforehand_whateverTheQuestionIsCalled() {
    SurveyVersion desk = SurveyFixtures.desk();
    Question first = desk.questions().get(0);
    Question named =
        new Question(
            "how & why?",
            first.kind(),
            first.metric(),
            first.scale(),
            null,
            true,
            false,
            first.text(),
            null,
            null,
            null,
            null);
    SurveyVersion survey =
        new SurveyVersion(
            "desk",
            1,
            1,
            SurveyVersion.PUBLISHED,
            desk.title(),
            null,
            List.of(named),
            null,
            null,
            NOW);

    InvitationMail mail =
        InvitationMail.of(
            invitations.find("i1").orElseThrow(),
            survey,
            LINK,
            false,
            new Wording(Locale.ENGLISH, ZoneOffset.UTC, "survey"),
            Locale.ENGLISH);

    assertThat(mail.points().get(0).link()).isEqualTo(LINK + "?q.how+%26+why%3F=1");
  }

  @Test
  void triesAgain_whereARefusalCannotBeNoted() throws Exception {
    try (SmtpServer server = new SmtpServer()) {
      server.refuse("ana@example.org", "550 5.1.1 User unknown");
      MailClient client = client(false, sender(server), null);
      broker.goAway();

      Map<String, SendResult> results = client.send(List.of(entry("i1", 0)));

      assertThat(results.get("invitation|i1|0").kind()).isEqualTo(SendResult.Kind.FAILED);
    }
  }

  @Test
  void saysOnTheEnvelopeWhereItComesBackTo_whereThatIsSet() throws Exception {
    try (SmtpServer server = new SmtpServer()) {
      client(false, sender(server), null).send(List.of(entry("i1", 0)));
      client(false, sender(server), "bounces@desk.example.org").send(List.of(entry("i1", 1)));

      assertThat(server.taken())
          .extracting(SmtpServer.Taken::from)
          .satisfiesExactly(
              usual -> assertThat(usual).doesNotContain("bounces"),
              own -> assertThat(own).matches("bounces\\+i1\\.[0-9a-f]{16}@desk\\.example\\.org"));
      assertThat(server.taken())
          .allSatisfy(
              mail -> assertThat(mail.content()).doesNotContain("bounces+").contains("multipart/"));
    }
  }

  private KeptMail mail(int number) {
    return new KeptMail(
        "m%03d".formatted(number),
        "ana@example.org",
        "?",
        "Answer: " + LINK,
        "<p>Hello</p>",
        List.of(),
        NOW.plusSeconds(number),
        new About("i" + number, "invitation", 0));
  }

  @Test
  void showsThemOnPagesThatNobodyKeeps() throws Exception {
    kept.keep(List.of(mail(1)));
    View nothing = (model, request, response) -> response.getWriter().flush();
    MockMvc pages =
        MockMvcBuilders.standaloneSetup(new MailPageController(kept))
            .setSingleView(nothing)
            .build();

    MvcResult list = pages.perform(get("/mails")).andReturn();
    MvcResult one = pages.perform(get("/mails/m001")).andReturn();
    MvcResult none = pages.perform(get("/mails/m002")).andReturn();

    assertThat(list.getModelAndView().getModel()).containsEntry("count", 1L);
    assertThat(one.getModelAndView().getModel()).containsEntry("mail", mail(1));
    assertThat(none.getResponse().getStatus()).isEqualTo(404);
    for (MvcResult page : List.of(list, one)) {
      assertThat(page.getResponse().getHeader("Cache-Control")).isEqualTo("no-store");
    }
  }

  @ParameterizedTest
  @CsvSource({"en, Reminder 2, The invitation", "zh-CN, 第 2 次提醒, 邀请", "ko, 2번째 알림, 초대"})
  void drawsThem_andLeadsFromOneToTheOther(String language, String second, String first)
      throws Exception {
    KeptMail one = mail(1);
    kept.keep(List.of(one));
    kept.keep(
        List.of(
            new KeptMail(
                "invitation|i1|2",
                one.to(),
                "Again?",
                one.text(),
                one.html(),
                List.of(),
                one.at(),
                new About("i1", "reminder", 2))));
    MockMvc pages = DrawnPages.of(new MailPageController(kept));

    String list = DrawnPages.text(DrawnPages.perform(pages, get("/mails"), language));
    String reminder =
        DrawnPages.text(DrawnPages.perform(pages, get("/mails/{id}", "invitation|i1|2"), language));
    String invitation = DrawnPages.text(DrawnPages.perform(pages, get("/mails/m001"), language));

    assertThat(list)
        .contains("href=\"/mails/invitation%7Ci1%7C2\"", "href=\"/mails/m001\"")
        .doesNotContain("??");
    assertThat(reminder)
        .contains("href=\"/mails\"", second, "&lt;p&gt;Hello&lt;/p&gt;", LINK)
        .doesNotContain("??");
    assertThat(invitation).contains(first).doesNotContain("??");
  }

  @Test
  void leadsToTheNextPage() throws Exception {
    kept.keep(IntStream.range(0, 51).mapToObj(this::mail).toList());
    MockMvc pages = DrawnPages.of(new MailPageController(kept));

    String list = DrawnPages.text(DrawnPages.perform(pages, get("/mails"), "en"));

    assertThat(list).contains("href=\"/mails?cursor=");
  }
}
