package dev.barometer.starter.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.timetable.MemoryDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.mail.javamail.JavaMailSender;

/** Who sends something can send mail; nobody else has anything of it. */
class MailConfigurationTest {
  private static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final ApplicationContextRunner quiet =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(MailConfiguration.class))
          .withBean(Clock.class, Clock::systemUTC)
          .withBean(MongoOperations.class, DATABASE::mongo);
  private final ApplicationContextRunner sending = quiet.withBean(OutboxSender.class, Nowhere::new);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static final class Nowhere implements OutboxSender {
    @Override
    public String kind() {
      return "notice";
    }

    @Override
    public Map<String, SendResult> send(List<OutboxEntry> entries) {
      return Map.of();
    }
  }

  @Test
  void isThereForWhoSendsSomething_alsoWhereNoServerIsSet() {
    sending.run(
        context -> {
          assertThat(context).hasSingleBean(MailServer.class).hasNotFailed();
          assertThat(context).hasSingleBean(KeptMailRepository.class);
          assertThat(context.getBean(MailServer.class).canSend()).isFalse();
        });
  }

  @Test
  void canSend_whereMailsAreKept() {
    sending
        .withPropertyValues("barometer.mail.kept=true")
        .run(context -> assertThat(context.getBean(MailServer.class).canSend()).isTrue());
  }

  @Test
  void isNotThere_whereNothingIsSent() {
    quiet.run(context -> assertThat(context).doesNotHaveBean(MailServer.class));
  }

  @Test
  void isNotThere_whereNoMailIsOnTheClassPath() {
    sending
        .withClassLoader(new FilteredClassLoader(JavaMailSender.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MailServer.class));
  }

  @Test
  void refusesToStart_whereTheSenderIsNoAddress() {
    sending
        .withPropertyValues("barometer.mail.from=Service Desk, IT <desk@example.org>")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseInstanceOf(StartRefusedException.class));
  }
}
