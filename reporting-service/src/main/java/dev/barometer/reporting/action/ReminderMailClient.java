package dev.barometer.reporting.action;

import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.mail.ReadyMailClient;
import dev.barometer.starter.outbox.OutboxEntry;
import org.springframework.stereotype.Component;

/** Sends the reminders that are ready in the outbox. */
@Component
class ReminderMailClient extends ReadyMailClient {
  private static final String KIND = "action.mail";

  ReminderMailClient(MailServer server) {
    super(KIND, server);
  }

  static OutboxEntry entry(OutgoingMail mail) {
    return entry(KIND, mail, null);
  }
}
