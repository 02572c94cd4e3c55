package dev.barometer.complaint;

import dev.barometer.frame.PageFrameConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Turns bad experiences into handled complaints. */
@SpringBootApplication
@Import(PageFrameConfiguration.class)
public class ComplaintServiceApplication {

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(ComplaintServiceApplication.class)
        .properties("spring.config.name=complaint-service")
        .run(arguments);
  }
}
