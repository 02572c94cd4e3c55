package dev.barometer.reporting.startlink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Set by whoever starts the service and shows the link, for one start; nothing of it belongs in a
 * file.
 *
 * @param hash SHA-256 of the link's secret, in hexadecimal; without it there is no link
 * @param lasts how long the service takes it; counted from before it is ready, so some minutes more
 *     than whoever shows the link says
 */
@ConfigurationProperties(StartLinkProperties.PREFIX)
record StartLinkProperties(@Nullable String hash, @DefaultValue("15m") Duration lasts) {
  static final String PREFIX = "barometer.reporting.start-link";
  static final String SWITCH = PREFIX + ".hash";
}
