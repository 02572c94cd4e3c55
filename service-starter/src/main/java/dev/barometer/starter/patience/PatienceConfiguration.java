package dev.barometer.starter.patience;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Looking after readers and streams. */
@AutoConfiguration
@EnableConfigurationProperties(PatienceProperties.class)
class PatienceConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Troubles troubles() {
    return new Troubles();
  }

  @Bean
  @ConditionalOnMissingBean
  ProcessEnd processEnd() {
    return new RealProcessEnd();
  }

  /** Its name is that of the health component. */
  @Bean
  Patience patienceHealthIndicator(
      Troubles troubles,
      ObjectProvider<Watched> watched,
      PatienceProperties settings,
      ProcessEnd processEnd) {
    return new Patience(troubles, List.copyOf(watched.stream().toList()), settings, processEnd);
  }

  @Bean
  MeterBinder failingMeter(Troubles troubles) {
    return meters ->
        Gauge.builder("barometer.readers.failing", troubles, known -> known.reasons().size())
            .description("Readers and streams that fail, though broker and store are there")
            .register(meters);
  }
}
