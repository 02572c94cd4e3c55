package dev.barometer.benchmarks.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much memory the suite took, looked at from time to time. */
final class MemorySamples {
  private record Sample(long second, long residentMiB, long committedMiB, long usedMiB) {}

  private final List<Sample> samples = new ArrayList<>();

  void add(long second, long residentBytes, long committedBytes, long usedBytes) {
    samples.add(new Sample(second, residentBytes >> 20, committedBytes >> 20, usedBytes >> 20));
  }

  /** What the resident memory grew by from the second quarter to the last, and each sample. */
  void print(PrintStream out) {
    long early = resident(0.25, 0.5);
    long late = resident(0.75, 1);
    out.printf(
        Locale.ROOT,
        "Resident memory: %d MiB in the second quarter of the overload, %d MiB in the last (%+.1f"
            + " %%).%n%n",
        early,
        late,
        100.0 * (late - early) / Math.max(1, early));
    out.println("| s | resident MiB | heap MiB | of it used |\n|---|---|---|---|");
    for (Sample sample : samples) {
      out.printf(
          "| %d | %d | %d | %d |%n",
          sample.second(), sample.residentMiB(), sample.committedMiB(), sample.usedMiB());
    }
  }

  /** The median of a part of the samples. */
  private long resident(double from, double to) {
    List<Long> part =
        samples.subList((int) (from * samples.size()), (int) (to * samples.size())).stream()
            .map(Sample::residentMiB)
            .sorted()
            .toList();
    return part.isEmpty() ? 0 : part.get(part.size() / 2);
  }
}
