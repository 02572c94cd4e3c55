package dev.barometer.survey.bounce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mails that come back.
 *
 * @param address where they come back to, with the invitation put in after a {@code +}; without it
 *     mails have their usual sender, and nobody hears of it
 * @param remembered how long it is known of an address that nothing arrives there
 */
@ConfigurationProperties("barometer.mail.bounces")
record BounceProperties(
    @Nullable String address,
    @DefaultValue("180d") Duration remembered,
    @DefaultValue Mailbox mailbox) {

  /**
   * The mailbox that they lie in, which is for nothing else.
   *
   * @param host without it none is looked into
   * @param protocol {@code imap}, {@code imaps} or {@code pop3}
   * @param port where it is not the usual one of the protocol
   * @param every how often it is looked into, by one instance
   */
  record Mailbox(
      @Nullable String host,
      @DefaultValue("imaps") String protocol,
      @Nullable Integer port,
      @Nullable String username,
      @Nullable String password,
      @DefaultValue("1m") Duration every) {}
}
