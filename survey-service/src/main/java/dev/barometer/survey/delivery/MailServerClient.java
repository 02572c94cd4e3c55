package dev.barometer.survey.delivery;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.survey.bounce.BouncePublisher;
import dev.barometer.survey.invitation.Delivery;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/** Gives mails to a mail server, many over one connection, and tells what became of each. */
final class MailServerClient {
  private static final Logger log = LoggerFactory.getLogger(MailServerClient.class);

  private final BouncePublisher bounces;

  MailServerClient(BouncePublisher bounces) {
    this.bounces = bounces;
  }

  Map<String, SendResult> send(JavaMailSender to, Map<MimeMessage, OutboxEntry> mails) {
    Map<String, SendResult> results = new HashMap<>();
    mails.values().forEach(entry -> results.put(entry.id(), SendResult.sent()));
    try {
      to.send(mails.keySet().toArray(MimeMessage[]::new));
    } catch (MailSendException e) {
      // Without messages all were taken, and the connection ended badly; with a cause nobody was
      // there for those that are named.
      boolean isAway = e.getCause() != null;
      e.getFailedMessages()
          .forEach(
              (mail, why) -> {
                OutboxEntry entry = mail instanceof MimeMessage ? mails.get(mail) : null;
                if (entry != null) {
                  results.put(
                      entry.id(),
                      isAway
                          ? SendResult.away("the mail server cannot be reached")
                          : failed(entry, why));
                }
              });
    } catch (MailAuthenticationException e) {
      results.replaceAll((id, any) -> SendResult.away("the mail server refuses the sign-in"));
    }
    return results;
  }

  /** An address that the server refuses for good is not tried again. */
  private SendResult failed(OutboxEntry entry, Exception why) {
    SendResult again = SendResult.failed(String.valueOf(why.getMessage()));
    RefusalReader.Refusal refused = RefusalReader.read(why).orElse(null);
    if (refused == null) {
      return again;
    }
    try {
      String id = Delivery.parse(entry.body()).invitationId();
      bounces.note(id, refused.status(), refused.said());
      return SendResult.refused(refused.status());
    } catch (RuntimeException e) {
      log.warn("An address is refused, which could not be noted", LoggedFailure.of(e));
      return again;
    }
  }
}
