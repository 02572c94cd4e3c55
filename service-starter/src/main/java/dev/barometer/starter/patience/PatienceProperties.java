package dev.barometer.starter.patience;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long something may fail.
 *
 * @param patience after that the service says that it is not alive, and a fifth of it later the
 *     process ends; not for a broker or a store that is away, which is waited for without end
 */
@ConfigurationProperties("barometer")
record PatienceProperties(@DefaultValue("5m") Duration patience) {
  Duration untilTheEnd() {
    return patience.plus(patience.dividedBy(5));
  }
}
