package dev.barometer.reporting;

import dev.barometer.frame.PageFrameConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Topics in, scores, pages and streams out. */
@SpringBootApplication
@Import(PageFrameConfiguration.class)
@ConfigurationPropertiesScan
public class ReportingServiceApplication {
  public static void main(String[] args) {
    new SpringApplicationBuilder(ReportingServiceApplication.class)
        .properties("spring.config.name=reporting-service")
        .run(args);
  }
}
