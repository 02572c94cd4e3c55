package dev.barometer.reporting.deadletter;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.Role;
import dev.barometer.starter.document.ClosedSet;
import dev.barometer.starter.document.ClosedSets;
import dev.barometer.starter.security.AccessRules;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;

/** Who may see the dead letters, and how long they are kept. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {
  private final DeadLetterRepository deadLetters;
  private final Duration retention;
  private final Clock clock;

  DeadLetterConfiguration(
      DeadLetterRepository deadLetters, BarometerProperties barometer, Clock clock) {
    this.deadLetters = deadLetters;
    this.retention = barometer.topics().deadLetterRetention();
    this.clock = clock;
  }

  /** Before the rules of the service, which let every viewer read the API. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static AccessRules deadLetterAccess() {
    return requests ->
        requests
            .requestMatchers("/api/dead-letters/**", "/administration/dead-letters/**")
            .hasRole(Role.ADMIN.name());
  }

  @Bean
  static ClosedSets deadLetterSets() {
    List<String> states =
        Arrays.stream(DeadLetterState.values()).map(DeadLetterState::label).toList();
    return ClosedSets.of(
        ClosedSet.of("state", states), ClosedSet.of("DeadLetterView.state", states));
  }

  @Bean
  ApplicationRunner deadLetterIndexes() {
    return arguments -> deadLetters.createIndexes();
  }

  /** Not by an expiring index: the embedded database has none. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void forgetOldDeadLetters() {
    deadLetters.forgetBefore(clock.instant().minus(retention));
  }
}
