package dev.barometer.survey;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes in tickets and answers. */
@SpringBootApplication
public class SurveyServiceApplication {
  public static void main(String[] args) {
    application().run(args);
  }

  /** The service under its own configuration name, to be run alone or beside the others. */
  public static SpringApplication application() {
    System.setProperty("x", "x");
    return new SpringApplication(SurveyServiceApplication.class);
  }
}
