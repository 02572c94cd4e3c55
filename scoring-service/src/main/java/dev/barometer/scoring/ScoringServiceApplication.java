package dev.barometer.scoring;

import dev.barometer.scoring.rebuild.RebuildApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Facts to tallies and rolling scores; with {@code rebuild} as first argument, a command. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ScoringServiceApplication {
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "scoring-service");
    if (args.length > 0 && args[0].equals("rebuild")) {
      System.exit(RebuildApplication.run(args));
    }
    SpringApplication.run(ScoringServiceApplication.class, args);
  }
}
