package dev.barometer.survey.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for: everything that is needed to run the import, or to run it again.
 *
 * @param id of the job
 * @param source names the file's origin; with a line's own id it makes the response's id
 * @param mapping for CSV; NDJSON needs none
 * @param sender in whose name its lines are sent; null where that was not kept yet
 */
record ImportRequest(
    String id,
    Format format,
    @Nullable String source,
    @Nullable CsvMapping mapping,
    Instant requestedAt,
    @Nullable String sender) {

  /** Of nobody that is known. */
  ImportRequest(
      String id,
      Format format,
      @Nullable String source,
      @Nullable CsvMapping mapping,
      Instant requestedAt) {
    this(id, format, source, mapping, requestedAt, null);
  }

  enum Format {
    NDJSON,
    CSV
  }
}
