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
  private long accepted;
  private long skipped;
  private long rejected;

  ImportProgress(ImportRequest request) {
    this.request = request;
  }

  void accepted(int lines) {
    accepted += lines;
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
    return job(ImportJob.Status.WAITING, null, null);
  }

  ImportJob running() {
    return job(ImportJob.Status.RUNNING, null, null);
  }

  ImportJob done(Instant at) {
    return job(ImportJob.Status.DONE, at, null);
  }

  ImportJob failed(Instant at, String problem) {
    return job(ImportJob.Status.FAILED, at, problem);
  }

  private ImportJob job(
      ImportJob.Status status, @Nullable Instant finishedAt, @Nullable String problem) {
    return new ImportJob(
        request.id(),
        status,
        request.format().name().toLowerCase(Locale.ROOT),
        request.source(),
        request.requestedAt(),
        finishedAt,
        accepted + skipped + rejected,
        accepted,
        skipped,
        rejected,
        List.copyOf(errors),
        problem);
  }
}
