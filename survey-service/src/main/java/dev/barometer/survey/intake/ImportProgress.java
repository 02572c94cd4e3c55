package dev.barometer.survey.intake;

import dev.barometer.contract.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what became of the lines of one import. */
final class ImportProgress {
  private static final int ERRORS_KEPT = 100;

  private final ImportRequest request;
  private final List<ImportJob.LineError> errors = new ArrayList<>();
  private final Counts counts = new Counts();
  private long accepted;
  private long skipped;
  private long rejected;

  ImportProgress(ImportRequest request) {
    this.request = request;
  }

  /** Acknowledged by now. */
  void accepted(int lines, Instant at) {
    accepted += lines;
    counts.accepted(accepted, at);
  }

  /** When which lines were accepted. */
  Counts counts() {
    return counts;
  }

  void skipped() {
    skipped++;
  }

  void rejected(long line, Violation violation) {
    rejected++;
    if (errors.size() < ERRORS_KEPT) {
      errors.add(new ImportJob.LineError(line, violation.field(), violation.rule()));
    }
  }

  ImportJob waiting() {
    return job(ImportJob.Status.WAITING, null, 0, null, null);
  }

  ImportJob running(Instant asOf) {
    return job(ImportJob.Status.RUNNING, null, counts.countedBy(asOf), null, null);
  }

  /** The file was read to its end; where everything is counted there is nothing to wait for. */
  ImportJob accepted(Instant at, Instant asOf) {
    long counted = counts.countedBy(asOf);
    return counts.isOver()
        ? job(ImportJob.Status.DONE, at, counted, at, null)
        : job(ImportJob.Status.COUNTING, at, counted, null, null);
  }

  ImportJob failed(Instant at, Instant asOf, String problem) {
    return job(ImportJob.Status.FAILED, at, counts.countedBy(asOf), at, problem);
  }

  private ImportJob job(
      ImportJob.Status status,
      @Nullable Instant acceptedAt,
      long counted,
      @Nullable Instant finishedAt,
      @Nullable String problem) {
    return new ImportJob(
        request.id(),
        status,
        request.format().name().toLowerCase(Locale.ROOT),
        request.source(),
        request.requestedAt(),
        acceptedAt,
        finishedAt,
        accepted + skipped + rejected,
        accepted,
        counted,
        skipped,
        rejected,
        List.copyOf(errors),
        problem);
  }
}
