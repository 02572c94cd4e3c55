package dev.barometer.survey.bounce;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.survey.kept.Kept;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom mails come back to, and how long it is remembered that they did. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BounceProperties.class)
class BounceConfiguration {
  private static final Set<String> PROTOCOLS = Set.of("imap", "imaps", "pop3");
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  @Bean
  BounceAddresses bounceAddresses(Signatures signatures, BounceProperties settings) {
    BounceProperties.Mailbox mailbox = settings.mailbox();
    if (mailbox.host() != null && settings.address() == null) {
      throw new StartRefusedException(
          "There is a barometer.mail.bounces.mailbox, and no barometer.mail.bounces.address: no mail comes back to it.",
          "Set the address to that of the mailbox, or leave the mailbox out.");
    }
    if (!PROTOCOLS.contains(mailbox.protocol())) {
      throw new StartRefusedException(
          "barometer.mail.bounces.mailbox.protocol is unknown.", "Set imap, imaps or pop3.");
    }
    if (mailbox.every().compareTo(SHORTEST) < 0) {
      throw new StartRefusedException(
          "barometer.mail.bounces.mailbox.every is shorter than 10 seconds.", "Set 10s or more.");
    }
    try {
      return new BounceAddresses(signatures.keysFor("senders of invitations"), settings.address());
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          "barometer.mail.bounces.address " + e.getMessage() + ".",
          "Set one to which a + and 49 more characters can be added before the @.");
    }
  }

  @Bean
  Kept keptBounces(BouncePublisher bounces, BounceProperties settings) {
    return new Kept(BouncePublisher.KEPT, settings.remembered(), bounces::forget);
  }
}
