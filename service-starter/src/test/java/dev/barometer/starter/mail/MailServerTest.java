package dev.barometer.starter.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.mailserver.SmtpServer;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.timetable.MemoryDatabase;
import dev.barometer.starter.timetable.MovingClock;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailServerTest {
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
  private static final About ABOUT = new About("C1", "receipt", 0);

  private final MemoryDatabase database = new MemoryDatabase();
  private final MovingClock clock = new MovingClock(NOW);
  private final KeptMailRepository kept = new KeptMailRepository(database.mongo());

  @AfterEach
  void close() {
    database.close();
  }

  private MailServer to(@Nullable SmtpServer server, boolean keeps) {
    StaticListableBeanFactory servers = new StaticListableBeanFactory();
    if (server != null) {
      JavaMailSenderImpl sender = new JavaMailSenderImpl();
      sender.setHost(server.host());
      sender.setPort(server.port());
      servers.addBean("server", sender);
    }
    return new MailServer(
        servers.getBeanProvider(JavaMailSender.class),
        kept,
        new MailProperties("desk@example.org", keeps),
        clock);
  }

  private static OutgoingMail mail(String id, String to) {
    return OutgoingMail.of(id, to, "Thank you", "Dear Ana", ABOUT);
  }

  @Test
  void sendsTextPicturesFilesAndHeaders() throws Exception {
    byte[] answer = "%PDF-1.7 an answer".getBytes(UTF_8);
    OutgoingMail mail =
        new OutgoingMail(
            "m1",
            "ana@example.org",
            "서비스 데스크",
            "back+m1@example.org",
            "About\r\nBcc: all@example.org",
            "Dear Ana",
            "<p>Dear Ana</p><img src=\"cid:logo\">",
            Map.of("List-Id", "<notices.example.org>"),
            List.of(new Picture("logo", "image/png", new byte[] {1}, "https://x.example/l.png")),
            List.of(new Attachment("回复.pdf", "application/pdf", answer)),
            ABOUT);
    try (SmtpServer server = new SmtpServer()) {
      Map<String, SendResult> results = to(server, false).send(List.of(mail));

      assertThat(results).containsExactly(Map.entry("m1", SendResult.sent()));
      assertThat(server.taken()).hasSize(1);
      assertThat(server.taken().get(0).from()).isEqualTo("back+m1@example.org");
      MimeMessage taken = read(server.taken().get(0));
      assertThat(taken.getSubject()).isEqualTo("About Bcc: all@example.org");
      assertThat(taken.getHeader("Bcc")).isNull();
      assertThat(taken.getFrom()[0].toString()).contains("<desk@example.org>");
      assertThat(taken.getHeader("List-Id", null)).isEqualTo("<notices.example.org>");
      assertThat(taken.getHeader("X-Barometer-Id", null)).isEqualTo("m1");
      assertThat(taken.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
      List<String> parts = new ArrayList<>();
      byte[] file = collect(taken, parts);
      assertThat(parts).contains("text/plain", "text/html", "image/png", "application/pdf 回复.pdf");
      assertThat(file).isEqualTo(answer);
    }
  }

  private static MimeMessage read(SmtpServer.Taken taken) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(taken.content().getBytes(UTF_8)));
  }

  /** Notes what is in it; returns the content of the file. */
  private static byte[] collect(jakarta.mail.Part part, List<String> parts) throws Exception {
    if (part.getContent() instanceof jakarta.mail.Multipart many) {
      byte[] file = new byte[0];
      for (int i = 0; i < many.getCount(); i++) {
        byte[] found = collect(many.getBodyPart(i), parts);
        file = found.length > 0 ? found : file;
      }
      return file;
    }
    String type = part.getContentType().replaceAll(";.*", "").strip().replaceAll("\\s.*", "");
    if (!jakarta.mail.Part.ATTACHMENT.equals(part.getDisposition())) {
      parts.add(type);
      return new byte[0];
    }
    parts.add(type + " " + jakarta.mail.internet.MimeUtility.decodeText(part.getFileName()));
    return part.getInputStream().readAllBytes();
  }

  @Test
  void sendsToTheOthers_andSaysWhichAddressIsRefused() throws Exception {
    List<String> noted = new ArrayList<>();
    try (SmtpServer server = new SmtpServer()) {
      server.refuse("bo@example.org", "550 5.1.1 User unknown");

      Map<String, SendResult> results =
          to(server, false)
              .send(
                  List.of(mail("m1", "ana@example.org"), mail("m2", "bo@example.org")),
                  notesIn(noted));

      assertThat(results.get("m1")).isEqualTo(SendResult.sent());
      assertThat(results.get("m2")).isEqualTo(SendResult.refused("5.1.1"));
      assertThat(noted).containsExactly("refused m2 5.1.1", "sent m1");
    }
  }

  private static MailNotes notesIn(List<String> noted) {
    return new MailNotes() {
      @Override
      public void sent(OutgoingMail mail) {
        noted.add("sent " + mail.id());
      }

      @Override
      public void refused(OutgoingMail mail, Refusal refusal) {
        noted.add("refused " + mail.id() + " " + refusal.status());
      }
    };
  }

  @Test
  void refusesWhatCanBeNoMail_andSendsTheOthers() throws Exception {
    try (SmtpServer server = new SmtpServer()) {
      Map<String, SendResult> results =
          to(server, false).send(List.of(mail("m1", "ana@"), mail("m2", "bo@example.org")));

      assertThat(results.get("m1").kind()).isEqualTo(SendResult.Kind.REFUSED);
      assertThat(results.get("m2")).isEqualTo(SendResult.sent());
    }
  }

  @Test
  void waitsForAServerThatIsAway() throws Exception {
    SmtpServer gone = new SmtpServer();
    gone.close();

    Map<String, SendResult> results =
        to(gone, true).send(List.of(mail("m1", "ana@example.org"), mail("m2", "bo@example.org")));

    assertThat(results.values())
        .extracting(SendResult::kind)
        .containsExactly(SendResult.Kind.AWAY, SendResult.Kind.AWAY);
    assertThat(kept.count()).as("there is a server").isZero();
  }

  @Test
  void leavesTheRestForLater_whereTheServerIsSlow() throws Exception {
    List<OutgoingMail> mails =
        IntStream.range(0, 8).mapToObj(one -> mail("m" + one, "ana@example.org")).toList();
    try (SmtpServer server = new SmtpServer()) {
      server.whenOneIsTaken(() -> clock.advance(Duration.ofSeconds(6)));

      Map<String, SendResult> results = to(server, false).send(mails);

      assertThat(server.taken()).hasSize(4);
      assertThat(results.values()).filteredOn(SendResult.sent()::equals).hasSize(4);
      assertThat(results.values()).filteredOn(SendResult.later(clock.instant())::equals).hasSize(4);
    }
  }

  @Test
  void keepsThemOnce_whereThereIsNoServerAndMailsAreKept() {
    OutgoingMail mail =
        new OutgoingMail(
            "m1",
            "ana@example.org",
            null,
            null,
            "Your answer",
            "Read https://x.example/c/1",
            "<img src=\"cid:logo\">",
            Map.of(),
            List.of(new Picture("logo", "image/png", new byte[] {1}, "https://x.example/l.png")),
            List.of(new Attachment("answer.pdf", "application/pdf", new byte[] {1})),
            ABOUT);
    MailServer server = to(null, true);

    assertThat(server.canSend()).isTrue();
    assertThat(server.send(List.of(mail)).get("m1")).isEqualTo(SendResult.sent());
    server.send(List.of(mail));

    assertThat(kept.page(null, 10).items())
        .containsExactly(
            new KeptMail(
                "m1",
                "ana@example.org",
                "Your answer",
                "Read https://x.example/c/1",
                "<img src=\"https://x.example/l.png\">",
                List.of("answer.pdf"),
                NOW,
                ABOUT));
  }

  @Test
  void cannotSend_whereThereIsNoServerAndNothingIsKept() {
    MailServer server = to(null, false);

    assertThat(server.canSend()).isFalse();
    assertThat(server.send(List.of(mail("m1", "ana@example.org"))).get("m1").kind())
        .isEqualTo(SendResult.Kind.AWAY);
    assertThat(kept.count()).isZero();
  }

  @Test
  void keepsTheNewestOnly() {
    kept.keep(IntStream.range(0, KeptMailRepository.MOST).mapToObj(this::keptMail).toList());
    kept.keep(IntStream.range(600, 603).mapToObj(this::keptMail).toList());

    assertThat(kept.count()).isEqualTo(KeptMailRepository.MOST);
    assertThat(kept.find("m002")).isEmpty();
    assertThat(kept.find("m003")).isPresent();
    CursorPage<KeptMail> first = kept.page(null, 2);
    assertThat(first.items()).extracting(KeptMail::id).containsExactly("m602", "m601");
    assertThat(kept.page(Cursor.asked(first.next()), 2).items())
        .extracting(KeptMail::id)
        .containsExactly("m600", "m499");
  }

  private KeptMail keptMail(int number) {
    return KeptMail.of(
        OutgoingMail.of(
            "m%03d".formatted(number),
            "ana@example.org",
            "?",
            "Dear Ana",
            new About("C" + number, "receipt", 0)),
        NOW.plusSeconds(number));
  }

  /** As the folders of those hold them who kept mails when all were of invitations. */
  private void keepOfOld(String invitation, int reminder) {
    database
        .mongo()
        .save(
            new Document("_id", "invitation|" + invitation + "|" + reminder)
                .append("to", "ana@example.org")
                .append("subject", "How did we do?")
                .append("text", "Dear Ana")
                .append("html", "<p>Dear Ana</p>")
                .append("at", Date.from(NOW))
                .append("invitationId", invitation)
                .append("reminder", reminder)
                .append("_class", "dev.barometer.survey.delivery.KeptMail"),
            "kept_mails");
  }

  @Test
  void readsMailsThatWereKeptInTheFormOfOld() {
    keepOfOld("i1", 0);
    keepOfOld("i1", 2);

    assertThat(kept.page(null, 10).items())
        .extracting(KeptMail::about)
        .containsExactly(new About("i1", "reminder", 2), new About("i1", "invitation", 0));
    assertThat(kept.find("invitation|i1|0"))
        .hasValue(
            new KeptMail(
                "invitation|i1|0",
                "ana@example.org",
                "How did we do?",
                "Dear Ana",
                "<p>Dear Ana</p>",
                List.of(),
                NOW,
                new About("i1", "invitation", 0)));
  }

  @Test
  void forgetsByWhatTheyAreAbout_alsoThoseInTheFormOfOld() {
    keepOfOld("i1", 0);
    keepOfOld("i2", 0);
    kept.keep(List.of(keptMail(1), keptMail(2)));

    kept.forget(List.of("i1", "C1"));

    assertThat(kept.page(null, 10).items())
        .extracting(KeptMail::id)
        .containsExactlyInAnyOrder("invitation|i2|0", "m002");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "desk@example.org                       | true",
        "\"Service Desk, IT\" <desk@example.org> | true",
        "``                                     | true",
        "Service Desk, IT <desk@example.org>    | false",
        "desk@                                  | false"
      })
  void startsOnlyWithASenderThatIsOne(String from, boolean sound) {
    ThrowingCallable start = new MailProperties(from, false)::requireSound;

    if (sound) {
      assertThatCode(start).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(start)
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("barometer.mail.from");
    }
  }
}
