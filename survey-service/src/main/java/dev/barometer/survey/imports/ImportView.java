package dev.barometer.survey.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An import as people see it.
 *
 * @param state what the texts call where it stands
 * @param through lines that nothing is left to be done for: counted, or not taken
 * @param of so many, as far as is known; null before anybody knows
 */
record ImportView(ImportJob job, String state, long through, @Nullable Long of) {

  /** Of a file with one row for each import. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "kind",
          "format",
          "source",
          "requestedBy",
          "requestedAt",
          "acceptedAt",
          "finishedAt",
          "status",
          "lines",
          "accepted",
          "counted",
          "skipped",
          "rejected",
          "problem");

  static ImportView of(ImportJob job) {
    boolean done = job.status() == ImportJob.Status.DONE;
    // Jobs of before this was known are done without it.
    long counted = done ? job.accepted() : Objects.requireNonNullElse(job.counted(), 0L);
    return new ImportView(
        job,
        job.status().name().toLowerCase(Locale.ROOT),
        counted + job.skipped() + job.rejected(),
        lines(job));
  }

  /** Once the file is read its lines are known; before, only how many lines end in it. */
  private static @Nullable Long lines(ImportJob job) {
    Long expected = job.linesExpected();
    return switch (job.status()) {
      case WAITING -> null;
      case RUNNING -> expected == null ? null : (Long) Math.max(expected, job.lines());
      case COUNTING, DONE, FAILED -> (Long) job.lines();
    };
  }

  public boolean isOver() {
    return job.status() == ImportJob.Status.DONE || job.status() == ImportJob.Status.FAILED;
  }

  List<@Nullable Object> row() {
    return Arrays.asList(
        job.id(),
        job.kind(),
        job.format(),
        job.source(),
        job.requestedBy(),
        job.requestedAt(),
        job.acceptedAt(),
        job.finishedAt(),
        state,
        job.lines(),
        job.accepted(),
        job.counted(),
        job.skipped(),
        job.rejected(),
        job.problem());
  }
}
