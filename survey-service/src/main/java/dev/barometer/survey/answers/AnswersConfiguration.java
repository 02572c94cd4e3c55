package dev.barometer.survey.answers;

import dev.barometer.survey.kept.Kept;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long what staff wrote down is kept beside the fact. */
@Configuration(proxyBeanMethods = false)
class AnswersConfiguration {
  /** Longer than anybody sends a form again, and than the broker is ever away. */
  private static final Duration KEPT = Duration.ofDays(30);

  @Bean
  Kept keptEntered(EnteringPublisher entering) {
    return new Kept(EnteringPublisher.KEPT, KEPT, entering::forget);
  }
}
