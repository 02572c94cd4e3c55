package dev.barometer.survey.bounce;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Looks into the mailbox again and again, by one instance at a time, where there is one. */
@Component
class MailboxRunner implements DueHandler, ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(MailboxRunner.class);
  private static final String UNREADABLE = "unreadable";
  private static final String KIND = "mailbox.look";
  private static final String KEY = "bounces";

  private final BounceProperties.Mailbox settings;
  private final MailboxReader mailbox;
  private final BounceAddresses addresses;
  private final BouncePublisher bounces;
  private final ObjectProvider<Timetable> timetable;
  private final MeterRegistry meters;
  private final Clock clock;

  MailboxRunner(
      BounceProperties settings,
      BounceAddresses addresses,
      BouncePublisher bounces,
      ObjectProvider<Timetable> timetable,
      MeterRegistry meters,
      Clock clock) {
    this.settings = settings.mailbox();
    this.mailbox = new MailboxReader(this.settings, clock);
    this.addresses = addresses;
    this.bounces = bounces;
    this.timetable = timetable;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (settings.host() != null) {
      timetable.getObject().schedule(new Due(KIND, KEY, clock.instant()));
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  /**
   * What is due next is said first: whatever becomes of this look, there is another. Where there is
   * no mailbox any more there is none.
   */
  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    if (settings.host() != null) {
      timetable.getObject().schedule(new Due(KIND, KEY, clock.instant().plus(settings.every())));
      look();
    }
    return Map.of();
  }

  /** A mailbox that is away is looked into the next time. */
  void look() {
    try {
      mailbox.look(this::isNoted, () -> leave(UNREADABLE));
    } catch (MessagingException e) {
      count("barometer.mail.mailbox.failed", "Looks into the mailbox that failed", null);
      log.warn("The mailbox of what comes back is looked into later", LoggedFailure.of(e));
    }
  }

  /** Whether it has done its duty: what it tells stands in the database, or is of nobody. */
  private boolean isNoted(byte @Nullable [] content) {
    Optional<Report> report;
    try {
      report = content == null ? Optional.empty() : ReportReader.read(content);
    } catch (MessagingException e) {
      log.debug("A report cannot be read", LoggedFailure.of(e));
      return leave(UNREADABLE);
    }
    if (report.isEmpty()) {
      return leave("no-report");
    }
    Optional<String> invitation = report.flatMap(one -> addresses.invitationIn(one.to()));
    if (invitation.isEmpty()) {
      return leave("not-ours");
    }
    bounces.note(invitation.get(), report.get().status(), report.get().detail());
    return true;
  }

  private boolean leave(String reason) {
    count("barometer.mail.mailbox.left", "Mails that are left in the mailbox", reason);
    return false;
  }

  private void count(String name, String description, @Nullable String reason) {
    Counter.Builder counter = Counter.builder(name).description(description);
    if (reason != null) {
      counter.tag("reason", reason);
    }
    counter.register(meters).increment();
  }
}
