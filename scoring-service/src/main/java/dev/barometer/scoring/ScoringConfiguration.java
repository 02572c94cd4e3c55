package dev.barometer.scoring;

import dev.barometer.starter.Role;
import dev.barometer.starter.security.AccessRules;
import dev.barometer.starter.stream.StreamSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Who may ask, the clock, and how the streams keep their state. */
@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ScoringConfiguration.class);

  /**
   * What is written to a changelog is not compacted before its segment is full: bounds restoring.
   */
  private static final int SEGMENT_BYTES = 32 * 1024 * 1024;

  @Bean
  AccessRules access() {
    return requests -> requests.requestMatchers("/api/rolling/**").hasRole(Role.VIEWER.name());
  }

  @Bean
  HostInfo address(ScoringProperties settings, Environment environment) {
    String address = settings.address();
    return HostInfo.buildFromEndpoint(
        address == null || address.isBlank()
            ? machine() + ":" + environment.getRequiredProperty("server.port")
            : address);
  }

  /** A machine that does not know its own name can be alone only, and then nobody asks for it. */
  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      log.warn("This machine has no name; set barometer.scoring.address: {}", nameless.toString());
      return InetAddress.getLoopbackAddress().getHostName();
    }
  }

  @Bean
  StreamSettings streamSettings(ScoringProperties settings, HostInfo address) {
    Map<String, Object> values = new HashMap<>();
    values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.emitInterval().toMillis());
    values.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address.host() + ":" + address.port());
    values.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    values.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), SEGMENT_BYTES);
    return () -> values;
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
