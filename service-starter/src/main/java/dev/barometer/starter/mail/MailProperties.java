package dev.barometer.starter.mail;

import dev.barometer.starter.StartRefusedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail goes out; the server is Spring Boot's {@code spring.mail.*}.
 *
 * @param from the sender; null where there is none, also where the setting is empty
 * @param kept whether mails are kept to be looked at where there is no server: a campaign by mail
 *     can be tried then, and nobody gets any
 */
@ConfigurationProperties("barometer.mail")
public record MailProperties(@Nullable String from, @DefaultValue("false") boolean kept) {
  public MailProperties {
    from = from == null || from.isBlank() ? null : from;
  }

  /**
   * Each mail would be refused by it, one after the other.
   *
   * @throws StartRefusedException where the sender is no address
   */
  public void requireSound() {
    try {
      if (from != null) {
        new InternetAddress(from).validate();
      }
    } catch (AddressException e) {
      throw new StartRefusedException(
          "barometer.mail.from is no address: " + e.getMessage() + ".",
          "Set one such as desk@example.org, or \"Service Desk, IT\" <desk@example.org>: a name with a comma stands in quotes.");
    }
  }
}
