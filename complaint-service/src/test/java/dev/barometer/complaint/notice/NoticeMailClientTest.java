package dev.barometer.complaint.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.mailserver.SmtpServer;
import dev.barometer.starter.mail.About;
import dev.barometer.starter.mail.Attachment;
import dev.barometer.starter.mail.KeptMail;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.SendResult;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class NoticeMailClientTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String KIND = "notice.mail";

  private static JavaMailSenderImpl sender(SmtpServer server) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(server.host());
    sender.setPort(server.port());
    return sender;
  }

  private static OutgoingMail mail(String id, String to) {
    return OutgoingMail.of(
        id, to, "We have your complaint", "Dear Ana", new About("C1", "receipt", 0));
  }

  private static void add(NoticeInstance instance, OutgoingMail mail) {
    instance.outbox().add(NoticeMailClient.entry(mail, null));
  }

  private static void awaitSent(NoticeInstance instance, int many) {
    await()
        .untilAsserted(
            () -> assertThat(instance.tried(KIND, SendResult.Kind.SENT)).isEqualTo(many));
  }

  @Test
  void sendsOnce_whenTheSameIsAddedAgain() throws Exception {
    try (SmtpServer server = new SmtpServer();
        NoticeInstance instance = new NoticeInstance(DATABASE.mongo(), sender(server))) {
      add(instance, mail("m1", "ana@example.org"));
      awaitSent(instance, 1);

      add(instance, mail("m1", "ana@example.org"));
      add(instance, mail("m2", "bo@example.org"));
      awaitSent(instance, 2);

      assertThat(server.taken())
          .extracting(SmtpServer.Taken::to)
          .containsExactly("ana@example.org", "bo@example.org");
    }
  }

  @Test
  void sendsFilesLongerThanTextsMayBe() throws Exception {
    byte[] answer = new byte[300_000];
    new Random(7).nextBytes(answer);
    OutgoingMail mail =
        new OutgoingMail(
            "m1",
            "ana@example.org",
            "Service Desk",
            null,
            "Our answer",
            "Dear Ana",
            "<p>Dear Ana</p>",
            Map.of("List-Id", "<complaints.example.org>"),
            List.of(),
            List.of(new Attachment("answer.pdf", "application/pdf", answer)),
            new About("C1", "answer", 0));
    try (SmtpServer server = new SmtpServer();
        NoticeInstance instance = new NoticeInstance(DATABASE.mongo(), sender(server))) {
      add(instance, mail);
      awaitSent(instance, 1);

      assertThat(server.taken().get(0).content().replaceAll("\\s", ""))
          .contains("List-Id:<complaints.example.org>")
          .contains(Base64.getEncoder().encodeToString(answer));
    }
  }

  @Test
  void triesAgain_whenTheServerIsAway() throws Exception {
    SmtpServer gone = new SmtpServer();
    gone.close();
    JavaMailSenderImpl sender = sender(gone);
    try (SmtpServer server = new SmtpServer();
        NoticeInstance instance = new NoticeInstance(DATABASE.mongo(), sender)) {
      add(instance, mail("m1", "ana@example.org"));
      await()
          .untilAsserted(
              () -> assertThat(instance.tried(KIND, SendResult.Kind.AWAY)).isGreaterThan(4));

      sender.setPort(server.port());
      awaitSent(instance, 1);

      assertThat(server.taken()).hasSize(1);
      assertThat(instance.dead()).isEmpty();
    }
  }

  @Test
  void isDeadWithTheReason_whenTheAddressIsRefused() throws Exception {
    try (SmtpServer server = new SmtpServer();
        NoticeInstance instance = new NoticeInstance(DATABASE.mongo(), sender(server))) {
      server.refuse("ana@example.org", "550 5.1.1 User unknown");

      add(instance, mail("m1", "ana@example.org"));
      add(instance, mail("m2", "bo@example.org"));
      awaitSent(instance, 1);

      await().untilAsserted(() -> assertThat(instance.dead()).containsExactly("5.1.1"));
      assertThat(instance.tried(KIND, SendResult.Kind.REFUSED)).isEqualTo(1);
      assertThat(server.taken()).extracting(SmtpServer.Taken::to).containsExactly("bo@example.org");
    }
  }

  @Test
  void isKept_whenThereIsNoServerAndMailsAreKept() throws Exception {
    try (NoticeInstance instance =
        new NoticeInstance(DATABASE.mongo(), null, "barometer.mail.kept=true")) {
      add(instance, mail("m1", "ana@example.org"));
      awaitSent(instance, 1);

      assertThat(instance.bean(KeptMailRepository.class).page(null, 10).items())
          .extracting(KeptMail::to)
          .containsExactly("ana@example.org");
    }
  }

  @Test
  void isDeadWithTheReason_whenThereIsNoServer_andGoesOutWhenItIsSentAgain() throws Exception {
    try (NoticeInstance instance = new NoticeInstance(DATABASE.mongo(), null)) {
      add(instance, mail("m1", "ana@example.org"));

      await()
          .untilAsserted(
              () ->
                  assertThat(instance.dead())
                      .singleElement()
                      .asString()
                      .contains("spring.mail.host", "barometer.mail.kept"));
      assertThat(instance.tried(KIND, SendResult.Kind.REFUSED)).isEqualTo(1);
    }
    try (SmtpServer server = new SmtpServer();
        NoticeInstance instance = new NoticeInstance(DATABASE.mongo(), sender(server))) {
      instance.outbox().sendAgain("m1");
      awaitSent(instance, 1);

      assertThat(server.taken()).hasSize(1);
    }
  }

  @Test
  void isDead_whenItsBodyIsNoMail_andTheOthersGoOut() throws Exception {
    try (SmtpServer server = new SmtpServer();
        NoticeInstance instance = new NoticeInstance(DATABASE.mongo(), sender(server))) {
      instance
          .outbox()
          .add(
              List.of(
                  new OutboxEntry("m0", KIND, null, "no mail"),
                  NoticeMailClient.entry(mail("m1", "ana@example.org"), null)));
      awaitSent(instance, 1);

      await().untilAsserted(() -> assertThat(instance.dead()).hasSize(1));
      assertThat(instance.dead().get(0)).startsWith("its body is no mail");
    }
  }
}
