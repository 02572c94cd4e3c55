package dev.barometer.complaint.message;

import dev.barometer.starter.StartRefusedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How customers are written to; the sender is {@code barometer.mail.from}.
 *
 * @param receipts whether a customer hears at once that his case is there
 * @param receiptsWithin what was said longer ago than that when it came in gets no receipt: an
 *     import of last year writes to nobody
 * @param replyTo where answers to these mails go; null for the sender
 */
@ConfigurationProperties("barometer.complaints")
record MessageProperties(
    @DefaultValue("true") boolean receipts,
    @DefaultValue("P2D") Duration receiptsWithin,
    @Nullable String replyTo) {
  MessageProperties {
    replyTo = replyTo == null || replyTo.isBlank() ? null : replyTo.strip();
  }

  void requireSound() {
    try {
      if (replyTo != null) {
        new InternetAddress(replyTo).validate();
      }
    } catch (AddressException e) {
      throw new StartRefusedException(
          "barometer.complaints.reply-to is no address: " + e.getMessage() + ".",
          "Set one such as complaints@example.org.");
    }
  }
}
