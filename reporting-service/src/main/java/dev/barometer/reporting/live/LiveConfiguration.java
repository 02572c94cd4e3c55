package dev.barometer.reporting.live;

import dev.barometer.reporting.ReportingProperties;
import dev.barometer.starter.progress.Progress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Puts the stream together. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LiveConfiguration {

  @Bean
  Happenings happenings() {
    return new Happenings();
  }

  @Bean
  LivePublisher livePublisher(
      Happenings happenings, Progress progress, Clock clock, ReportingProperties reporting) {
    return new LivePublisher(
        happenings, progress, clock, reporting.mostListeners(), reporting.mostListenersPerCaller());
  }
}
