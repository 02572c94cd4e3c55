package dev.barometer.complaint.notice;

import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.mail.ReadyMailClient;
import dev.barometer.starter.outbox.OutboxEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends the notices to staff that are ready in the outbox. */
@Component
public class NoticeMailClient extends ReadyMailClient {
  private static final String KIND = "notice.mail";

  NoticeMailClient(MailServer server) {
    super(KIND, server);
  }

  /**
   * What is added to the outbox so that this mail goes out, once.
   *
   * @param order mails of one order go out one after the other; null where any order will do
   */
  public static OutboxEntry entry(OutgoingMail mail, @Nullable String order) {
    return entry(KIND, mail, order);
  }
}
