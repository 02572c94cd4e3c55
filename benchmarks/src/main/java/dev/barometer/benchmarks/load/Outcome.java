package dev.barometer.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What became of what was sent. Latencies count from the moment a call was due, not from when a
 * connection was free for it: a service that stalls cannot hide the calls that waited for it
 * (coordinated omission).
 */
final class Outcome {
  /** No answer: the connection broke, or too much time passed. What was sent may have arrived. */
  static final String LOST = "lost";

  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

  private final Histogram accepted = new Histogram(LONGEST_NANOS, 3);
  private final Histogram refused = new Histogram(LONGEST_NANOS, 3);
  private final Map<String, Long> statuses = new TreeMap<>();
  private final List<Integer> acceptedBySecond = new ArrayList<>();
  private final List<Long> acknowledged = new ArrayList<>();
  private final List<Long> unknown = new ArrayList<>();
  private long unsent;
  private Duration took = Duration.ZERO;

  void answered(long request, Answer answer, long nanos, long sinceStart) {
    statuses.merge(Integer.toString(answer.status()), 1L, Long::sum);
    long recorded = Math.max(0, Math.min(nanos, LONGEST_NANOS));
    if (answer.accepted()) {
      acknowledged.add(request);
      accepted.recordValue(recorded);
      int second = (int) (sinceStart / 1_000_000_000L);
      while (acceptedBySecond.size() <= second) {
        acceptedBySecond.add(0);
      }
      acceptedBySecond.set(second, acceptedBySecond.get(second) + 1);
    } else {
      refused.recordValue(recorded);
      if (answer.status() >= 500) {
        unknown.add(request);
      }
    }
  }

  void lost(long request) {
    statuses.merge(LOST, 1L, Long::sum);
    unknown.add(request);
  }

  void end(Duration sending, long neverSent) {
    took = sending;
    unsent = neverSent;
  }

  List<Long> acknowledged() {
    return acknowledged;
  }

  /** Sent, and neither acknowledged nor refused: whoever wants to know sends them again. */
  List<Long> unknown() {
    return unknown;
  }

  /** Acknowledged answers a second, over the time of sending. */
  double goodput() {
    return acknowledged.size() / Math.max(0.001, took.toMillis() / 1_000.0);
  }

  double answeredPerSecond() {
    long answered = statuses.values().stream().mapToLong(Long::longValue).sum();
    return answered / Math.max(0.001, took.toMillis() / 1_000.0);
  }

  Map<String, Long> statuses() {
    return statuses;
  }

  long unsent() {
    return unsent;
  }

  /** Of those acknowledged, in milliseconds. */
  double latency(double percentile) {
    return accepted.getValueAtPercentile(percentile) / 1e6;
  }

  /** Of those refused, in milliseconds. */
  double refusalLatency(double percentile) {
    return refused.getValueAtPercentile(percentile) / 1e6;
  }

  /** Acknowledged in each full stretch of so many seconds, per second. */
  List<Integer> goodputEvery(int seconds) {
    List<Integer> stretches = new ArrayList<>();
    for (int i = 0; i + seconds <= acceptedBySecond.size(); i += seconds) {
      int sum = acceptedBySecond.subList(i, i + seconds).stream().mapToInt(n -> n).sum();
      stretches.add(sum / seconds);
    }
    return stretches;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d s: %.0f/s acknowledged, %.0f/s answered, by status %s, never sent %d;"
            + " acknowledged p50 %.1f p99 %.1f p99.9 %.1f max %.1f ms; refused p50 %.1f p99 %.1f ms",
        took.toSeconds(),
        goodput(),
        answeredPerSecond(),
        statuses,
        unsent,
        latency(50),
        latency(99),
        latency(99.9),
        latency(100),
        refusalLatency(50),
        refusalLatency(99));
  }
}
