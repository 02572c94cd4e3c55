package dev.barometer.complaint.notice;

import dev.barometer.starter.outbox.DeadEntry;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.patience.Troubles;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.mail.javamail.JavaMailSender;

/** What sends notices in one process, with the outbox and the timetable as the service has them. */
final class NoticeInstance implements AutoCloseable {
  private static final String STARTER = "dev.barometer.starter.";
  private static final List<String> ROOMS = List.of("mail.", "outbox.", "timetable.");

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final MeterRegistry meters = new SimpleMeterRegistry();

  /**
   * Starts it.
   *
   * @param mails null where no server is set
   */
  NoticeInstance(MongoOperations mongo, @Nullable JavaMailSender mails, String... settings)
      throws ClassNotFoundException {
    TestPropertyValues.of(
            "barometer.timetable.look-every=5ms",
            "barometer.timetable.lease=30s",
            "barometer.outbox.retry.first-pause=1ms",
            "barometer.outbox.retry.longest-pause=10ms",
            "barometer.outbox.retry.most=3")
        .and(settings)
        .applyTo(context);
    context.registerBean(MongoOperations.class, () -> mongo);
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(MeterRegistry.class, () -> meters);
    context.registerBean(Troubles.class, Troubles::new);
    if (mails != null) {
      context.registerBean(JavaMailSender.class, () -> mails);
    }
    context.register(NoticeConfiguration.class, NoticeMailClient.class, NoticeWebhookClient.class);
    for (String configuration :
        ImportCandidates.load(
            org.springframework.boot.autoconfigure.AutoConfiguration.class,
            getClass().getClassLoader())) {
      if (ROOMS.stream().anyMatch(room -> configuration.startsWith(STARTER + room))) {
        context.register(Class.forName(configuration));
      }
    }
    context.refresh();
  }

  Outbox outbox() {
    return bean(Outbox.class);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Why the entries that are dead are so. */
  List<String> dead() {
    return outbox().dead(null, 10).stream().map(DeadEntry::why).toList();
  }

  /** How often that became of what was tried. */
  double tried(String kind, SendResult.Kind result) {
    return meters
        .find("barometer.outbox.tried")
        .tags("kind", kind, "result", result.name().toLowerCase(Locale.ROOT))
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  @Override
  public void close() {
    context.close();
  }
}
