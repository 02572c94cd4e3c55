package dev.barometer.starter.mail;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.outbox.SendResult;
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

  private MailServerClient() {}

  static Map<String, SendResult> send(
      JavaMailSender to, Map<MimeMessage, OutgoingMail> mails, MailNotes notes) {
    Map<String, SendResult> results = new HashMap<>();
    mails.values().forEach(mail -> results.put(mail.id(), SendResult.sent()));
    try {
      to.send(mails.keySet().toArray(MimeMessage[]::new));
    } catch (MailSendException e) {
      // Without messages all were taken, and the connection ended badly; with a cause nobody was
      // there for those that are named.
      boolean isAway = e.getCause() != null;
      e.getFailedMessages()
          .forEach(
              (message, why) -> {
                OutgoingMail mail = message instanceof MimeMessage ? mails.get(message) : null;
                if (mail != null) {
                  results.put(
                      mail.id(),
                      isAway
                          ? SendResult.away("the mail server cannot be reached")
                          : failed(mail, why, notes));
                }
              });
    } catch (MailAuthenticationException e) {
      results.replaceAll((id, any) -> SendResult.away("the mail server refuses the sign-in"));
    }
    return results;
  }

  /** An address that the server refuses for good is not tried again. */
  private static SendResult failed(OutgoingMail mail, Exception why, MailNotes notes) {
    SendResult again = SendResult.failed(String.valueOf(why.getMessage()));
    Refusal refused = RefusalReader.read(why).orElse(null);
    if (refused == null) {
      return again;
    }
    try {
      notes.refused(mail, refused);
      return SendResult.refused(refused.status());
    } catch (RuntimeException e) {
      log.warn("An address is refused, which could not be noted", LoggedFailure.of(e));
      return again;
    }
  }
}
