package dev.barometer.survey;

import dev.barometer.frame.PageFrameConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Takes in tickets and answers. */
@SpringBootApplication
@Import(PageFrameConfiguration.class)
public class SurveyServiceApplication {
  public static void main(String[] args) {
    new SpringApplicationBuilder(SurveyServiceApplication.class)
        .properties("spring.config.name=survey-service")
        .run(args);
  }
}
