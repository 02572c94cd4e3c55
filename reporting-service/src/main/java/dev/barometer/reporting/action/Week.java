package dev.barometer.reporting.action;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.Window;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;

/**
 * What was tallied of one metric in seven days.
 *
 * @param from the first day
 * @param tallies their bytes, Base64
 */
public record Week(LocalDate from, String tallies) {
  static final int DAYS = 7;

  static Week of(LocalDate from, Metric metric, Tallies all) {
    Tallies own = new Tallies();
    all.forEach(
        (measure, tally) -> {
          if (measure.metric().equals(metric.id())) {
            own.put(measure, tally);
          }
        });
    return new Week(from, Base64.getEncoder().encodeToString(own.toBytes()));
  }

  LocalDate to() {
    return from.plusDays(DAYS);
  }

  Tallies read() {
    return Tallies.fromBytes(Base64.getDecoder().decode(tallies));
  }

  Window window() {
    return new Window(from, to(), read());
  }

  /** Some weeks as one window; they follow each other. */
  static Window together(List<Week> weeks) {
    Tallies sum = new Tallies();
    weeks.forEach(week -> sum.merge(week.read()));
    return new Window(weeks.get(0).from(), weeks.get(weeks.size() - 1).to(), sum);
  }
}
