package dev.barometer.survey.imports;

import dev.barometer.survey.file.AnswerMapping;
import dev.barometer.survey.file.RowMapping;
import dev.barometer.survey.file.TicketMapping;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for: everything that is needed to run the import, or to run it again.
 *
 * @param id of the job
 * @param source names the file's origin; with a line's own id it makes the response's id
 * @param mapping for CSV; NDJSON needs none
 * @param tickets the mapping of a CSV file of tickets
 * @param kind what is in the file: answers where it is not said
 * @param requestedBy who sent it
 * @param sender in whose name its lines are sent; null where that was not kept yet
 * @param linesExpected about how many lines the file has; null where that was not kept yet
 */
record ImportRequest(
    String id,
    Format format,
    @Nullable String source,
    @Nullable AnswerMapping mapping,
    Instant requestedAt,
    @Nullable Kind kind,
    @Nullable TicketMapping tickets,
    @Nullable String requestedBy,
    @Nullable String sender,
    @Nullable Long linesExpected) {

  /** Of answers, of nobody that is known. */
  ImportRequest(
      String id,
      Format format,
      @Nullable String source,
      @Nullable AnswerMapping mapping,
      Instant requestedAt) {
    this(id, format, source, mapping, requestedAt, null, null, null, null, null);
  }

  enum Format {
    NDJSON,
    CSV
  }

  enum Kind {
    RESPONSES,
    TICKETS
  }

  /** What its columns mean; null where it is no CSV. */
  @Nullable RowMapping rows() {
    return mapping == null ? tickets : mapping;
  }

  boolean isOfTickets() {
    return kind == Kind.TICKETS;
  }
}
