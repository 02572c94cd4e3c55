package dev.barometer.starter.process;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Meters of the process that Micrometer does not bring. */
@AutoConfiguration
class ProcessConfiguration {

  @Bean
  MeterBinder residentMemory() {
    return new ResidentMemory();
  }
}
