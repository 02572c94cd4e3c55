package dev.barometer.survey.imports;

import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.csv.Cells;
import dev.barometer.survey.csv.CsvStoppedException;
import dev.barometer.survey.file.ImportLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what became of the lines of one import. */
final class ImportProgress {
  private static final int ERRORS_KEPT = 100;
  private static final int LONGEST_CELL = 200;
  private static final String SAID_BEFORE =
      "names an answer that was taken before with other content, here or earlier; a higher revision"
          + " changes it";

  private final ImportRequest request;
  private final List<ImportJob.LineError> errors = new ArrayList<>();
  private final Counts counts = new Counts();
  private long accepted;
  private long skipped;
  private long rejected;

  ImportProgress(ImportRequest request) {
    this.request = request;
  }

  /**
   * @param taken of the answers in their order, whether they were; as far as this line
   */
  void count(ImportLine line, Iterator<Boolean> taken) {
    if (line instanceof ImportLine.Skipped) {
      skipped++;
    } else if (line instanceof ImportLine.Bad bad) {
      rejected(bad.number(), bad.violation(), bad.cell());
    } else if (line instanceof ImportLine.Answered answered && !taken.next()) {
      rejected(answered.number(), new Violation(answered.idField(), SAID_BEFORE), null);
    } else {
      accepted++;
    }
  }

  /** What was counted as accepted so far was acknowledged by now. */
  void acknowledged(Instant at) {
    counts.accepted(accepted, at);
  }

  /** When which lines were accepted. */
  Counts counts() {
    return counts;
  }

  private void rejected(long line, Violation violation, @Nullable String cell) {
    rejected++;
    if (errors.size() < ERRORS_KEPT) {
      String told = cell == null ? null : Cells.beginning(cell, LONGEST_CELL);
      errors.add(new ImportJob.LineError(line, violation.field(), violation.rule(), told));
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

  ImportJob failed(Instant at, Instant asOf, Exception why) {
    return job(ImportJob.Status.FAILED, at, counts.countedBy(asOf), at, problem(why));
  }

  /** Whoever may read the job may not read what a message of the platform says. */
  private static String problem(Exception e) {
    return e instanceof CsvStoppedException
        ? String.valueOf(e.getMessage())
        : "The file could not be read to its end";
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
        request.isOfTickets() ? ImportJob.TICKETS : ImportJob.RESPONSES,
        request.format().name().toLowerCase(Locale.ROOT),
        request.source(),
        request.requestedAt(),
        acceptedAt,
        finishedAt,
        request.linesExpected(),
        accepted + skipped + rejected,
        accepted,
        counted,
        skipped,
        rejected,
        List.copyOf(errors),
        request.requestedBy(),
        problem);
  }
}
