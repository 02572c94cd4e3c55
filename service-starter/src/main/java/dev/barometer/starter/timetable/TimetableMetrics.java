package dev.barometer.starter.timetable;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** How late what is due is done, and what waits; told by what the last look saw. */
final class TimetableMetrics {
  private static final String KIND = "kind";

  private final MeterRegistry meters;
  private volatile long waiting;
  private volatile long aside;
  private volatile Duration overdue = Duration.ZERO;

  TimetableMetrics(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("barometer.timetable.waiting", () -> waiting)
        .description("What is scheduled, for now or for later")
        .register(meters);
    Gauge.builder("barometer.timetable.set-aside", () -> aside)
        .description("What failed too often and waits for somebody")
        .register(meters);
    Gauge.builder("barometer.timetable.overdue", () -> overdue.toMillis() / 1e3)
        .description("For how long the oldest has been due that is not done")
        .baseUnit("seconds")
        .register(meters);
  }

  void counted(long nowWaiting, long nowAside) {
    waiting = nowWaiting - nowAside;
    aside = nowAside;
  }

  void overdue(Duration oldest) {
    overdue = oldest;
  }

  void began(Item item, Instant now) {
    Timer.builder("barometer.timetable.late")
        .description("From the moment something was due to the moment it was begun")
        .tag(KIND, item.due().kind())
        .register(meters)
        .record(Timetable.late(item.next(), now));
  }

  void done(Item item) {
    count("done", item);
  }

  void failed(Item item) {
    count("failed", item);
  }

  void setAside(Item item) {
    count("put-aside", item);
  }

  private void count(String what, Item item) {
    Counter.builder("barometer.timetable." + what)
        .tag(KIND, item.due().kind())
        .register(meters)
        .increment();
  }
}
