package dev.barometer.complaint;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Turns bad experiences into handled complaints. */
@SpringBootApplication
public class ComplaintServiceApplication {

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(ComplaintServiceApplication.class)
        .properties("spring.config.name=complaint-service")
        .run(arguments);
  }
}
