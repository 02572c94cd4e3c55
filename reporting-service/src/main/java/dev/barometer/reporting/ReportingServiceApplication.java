package dev.barometer.reporting;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Topics in, scores, pages and streams out. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReportingServiceApplication {
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "reporting-service");
    SpringApplication.run(ReportingServiceApplication.class, args);
  }
}
