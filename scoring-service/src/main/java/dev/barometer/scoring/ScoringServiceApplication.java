package dev.barometer.scoring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Facts to tallies and rolling scores. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ScoringServiceApplication {
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "scoring-service");
    SpringApplication.run(ScoringServiceApplication.class, args);
  }
}
