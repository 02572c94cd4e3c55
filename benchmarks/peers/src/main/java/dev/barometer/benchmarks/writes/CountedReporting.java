package dev.barometer.benchmarks.writes;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import dev.barometer.reporting.ReportingServiceApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** reporting-service as it is, with a counter at its driver and the embedded database beside it. */
final class CountedReporting {
  private CountedReporting() {}

  /** Adds the counter to the service's own wiring. */
  @Configuration(proxyBeanMethods = false)
  static class Wiring {
    @Bean
    MongoClientSettingsBuilderCustomizer countWrites(MeterRegistry meters) {
      return settings -> settings.addCommandListener(new WriteCounter(meters));
    }
  }

  public static void main(String[] settings) {
    MongoServer database = new MongoServer(H2Backend.inMemory());
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("--spring.mongodb.uri=" + database.bindAndGetConnectionString() + "/reporting");
    new SpringApplicationBuilder(ReportingServiceApplication.class, Wiring.class)
        .properties("spring.config.name=reporting-service")
        .run(all.toArray(String[]::new));
  }
}
