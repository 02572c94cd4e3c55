package dev.barometer.benchmarks;

import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One busy scope: {@value #PER_HOUR} observations of eight measures an hour, 24 hours. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TallyBenchmark {
  private static final int PER_HOUR = 1_000;
  private static final int HOURS = 24;

  private final List<Observation> hour = ObservationStream.hour(0, PER_HOUR);
  private final List<Tallies> hours = new ArrayList<>();
  private final Tallies day = new Tallies();
  private final byte[] bytes;
  private final Tally answers = new Tally();
  private final Observation answer = ObservationStream.nps(9);

  /** Fills the day, and checks what is going to be timed. */
  public TallyBenchmark() {
    Tallies oneByOne = new Tallies();
    for (int i = 0; i < HOURS; i++) {
      List<Observation> observations = ObservationStream.hour(i, PER_HOUR);
      Tallies tallied = new Tallies();
      observations.forEach(tallied::add);
      observations.forEach(oneByOne::add);
      hours.add(tallied);
      day.merge(tallied);
    }
    bytes = day.toBytes();
    require(day.equals(oneByOne), "a day is the merge of its hours");
    require(Tallies.fromBytes(bytes).equals(day), "the binary form reads what it writes");
    require(Arrays.equals(oneByOne.toBytes(), bytes), "equal tallies have equal bytes");
  }

  private static void require(boolean holds, String fact) {
    if (!holds) {
      throw new IllegalStateException("not true: " + fact);
    }
  }

  /** One answer counted and taken back, on a tally that has it already: two operations. */
  @Benchmark
  @OperationsPerInvocation(2)
  public Tally addToTally() {
    return answers.add(answer).retract(answer);
  }

  /** One observation into the tallies of a scope, from empty to an hour's worth. */
  @Benchmark
  @OperationsPerInvocation(PER_HOUR)
  public Tallies addToTallies() {
    Tallies tallies = new Tallies();
    for (Observation observation : hour) {
      tallies.add(observation);
    }
    return tallies;
  }

  /** One hour entering a running window and leaving it again: two operations. */
  @Benchmark
  @OperationsPerInvocation(2)
  public Tallies slideWindow() {
    Tallies passing = hours.get(7);
    return day.merge(passing).subtract(passing);
  }

  /** A day from its 24 hours. */
  @Benchmark
  public Tallies mergeDay() {
    Tallies merged = new Tallies();
    for (Tallies tallied : hours) {
      merged.merge(tallied);
    }
    return merged;
  }

  @Benchmark
  public byte[] writeDay() {
    return day.toBytes();
  }

  @Benchmark
  public Tallies readDay() {
    return Tallies.fromBytes(bytes);
  }

  @Benchmark
  public Score scoreNps() {
    return Scores.of(Metrics.NPS, day, 5);
  }

  @Benchmark
  public Score scoreResolutionTime() {
    return Scores.of(Metrics.ART, day, 5);
  }
}
