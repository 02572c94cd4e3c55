package dev.barometer.reporting.live;

import dev.barometer.reporting.ReportingProperties;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.progress.Standing;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The stream of changes, and how old the data is that each of them is about. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LiveConfiguration {

  @Bean
  ChangeSignals changeSignals() {
    return new ChangeSignals();
  }

  @Bean
  LivePublisher livePublisher(
      ChangeSignals signals, Progress progress, Clock clock, ReportingProperties reporting) {
    return new LivePublisher(
        signals,
        signal -> standing(progress, signal),
        clock,
        reporting.mostListeners(),
        reporting.mostListenersPerCaller());
  }

  private static Standing standing(Progress progress, ChangeSignal signal) {
    return switch (signal) {
      case SCORES -> progress.of(Data.TALLIES, Data.SCORES);
      case COMMENTS, COMPLAINTS -> progress.of(Data.FACTS);
      case AGE -> progress.of(Data.TALLIES, Data.SCORES, Data.FACTS);
    };
  }
}
