package dev.barometer.survey.visitor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what was answered and not taken, because hardly a person did it. */
@Component
class VisitorMetrics {
  private final Counter hiddenField;

  VisitorMetrics(MeterRegistry meters) {
    hiddenField =
        Counter.builder("barometer.answers.suspicious")
            .tag("why", "hidden-field")
            .description("answers that were not taken, because hardly a person gave them")
            .register(meters);
  }

  /** A field was filled in that people do not see. */
  void hiddenFieldFilled() {
    hiddenField.increment();
  }
}
