package dev.barometer.survey;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Takes in tickets and answers. */
@SpringBootApplication
public class SurveyServiceApplication {
  public static void main(String[] args) {
    new SpringApplicationBuilder(SurveyServiceApplication.class)
        .properties("spring.config.name=survey-service")
        .run(args);
  }
}
