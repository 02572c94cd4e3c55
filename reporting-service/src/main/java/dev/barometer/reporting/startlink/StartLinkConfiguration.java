package dev.barometer.reporting.startlink;

import dev.barometer.starter.security.AccessRules;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the link, where one is asked for, and lets strangers open it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(StartLinkProperties.SWITCH)
@EnableConfigurationProperties(StartLinkProperties.class)
class StartLinkConfiguration {

  @Bean
  StartLink startLink(StartLinkProperties settings, Clock clock) {
    return new StartLink(
        Objects.requireNonNull(settings.hash()), clock.instant().plus(settings.lasts()));
  }

  @Bean
  AccessRules startLinkForStrangers() {
    return requests -> requests.requestMatchers(StartLinkController.PATH + "*").permitAll();
  }
}
