package dev.barometer.scoring;

import dev.barometer.scoring.state.StoreMemoryConfiguration.StoreMemory;
import dev.barometer.starter.security.AccessRules;
import dev.barometer.starter.security.Role;
import dev.barometer.starter.stream.StreamSettings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask, the clock, and how the streams keep their state. */
@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {

  @Bean
  AccessRules access() {
    return requests -> requests.requestMatchers("/api/rolling/**").hasRole(Role.VIEWER.name());
  }

  @Bean
  StoreMemory storeMemory(ScoringProperties settings) {
    return new StoreMemory(settings.storeMemory().toBytes());
  }

  @Bean
  StreamSettings streamSettings(ScoringProperties settings, StoreMemory memory) {
    Map<String, Object> values = new HashMap<>(memory.settings());
    values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.emitInterval().toMillis());
    return () -> values;
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
