package dev.barometer.survey.visitor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Counts what was set aside because hardly a person answered, and what was answered in part. */
@Component
class VisitorMetrics {
  private final Map<String, Counter> suspicious;
  private final Counter partial;

  VisitorMetrics(MeterRegistry meters) {
    suspicious =
        Suspicion.REASONS.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    why ->
                        Counter.builder("barometer.answers.suspicious")
                            .tag("why", why)
                            .description("answers set aside, because hardly a person gave them")
                            .register(meters)));
    partial =
        Counter.builder("barometer.answers.partial")
            .description("answers of people who left before the end")
            .register(meters);
  }

  /**
   * @param why one of {@link Suspicion#REASONS}
   */
  void suspicious(String why) {
    Objects.requireNonNull(suspicious.get(why)).increment();
  }

  void partial() {
    partial.increment();
  }
}
