package dev.barometer.benchmarks;

import dev.barometer.metrics.LogBins;
import java.util.Random;
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
import org.openjdk.jmh.infra.Blackhole;

/** Spans from a millisecond to eleven days, each put into its bin and read back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogBinsBenchmark {
  private static final int SPANS = 1_024;

  private final long[] millis = new Random(1).longs(SPANS, 1, 1_000_000_000).toArray();
  private final int[] bins = new int[SPANS];

  /** Fills the bins, and checks what is going to be timed. */
  public LogBinsBenchmark() {
    for (int i = 0; i < SPANS; i++) {
      bins[i] = LogBins.binOf(millis[i]);
      if (Math.abs(LogBins.millisOf(bins[i]) - millis[i]) > millis[i] * 0.01) {
        throw new IllegalStateException(millis[i] + " ms is further than 1 % from its bin");
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public void binOf(Blackhole sink) {
    for (long span : millis) {
      sink.consume(LogBins.binOf(span));
    }
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public void millisOf(Blackhole sink) {
    for (int bin : bins) {
      sink.consume(LogBins.millisOf(bin));
    }
  }
}
