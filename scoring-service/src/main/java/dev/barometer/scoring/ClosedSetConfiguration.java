package dev.barometer.scoring;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Score;
import dev.barometer.scoring.rolling.Window;
import dev.barometer.starter.document.ClosedSet;
import dev.barometer.starter.document.ClosedSets;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What parameters and fields can be, for the API document. */
@Configuration(proxyBeanMethods = false)
class ClosedSetConfiguration {

  @Bean
  ClosedSets closedSets() {
    List<String> windows = Arrays.stream(Window.values()).map(Window::label).toList();
    return ClosedSets.of(
        ClosedSet.of("metric", Metrics.all().stream().map(Metric::id).toList()),
        ClosedSet.of("window", windows),
        ClosedSet.of("RollingScore.window", windows),
        ClosedSet.of(
            "RollingScore.status",
            Arrays.stream(Score.Status.values()).map(Score.Status::label).toList()));
  }
}
