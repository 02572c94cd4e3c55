package dev.barometer.survey.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far an import is: lines = accepted + skipped + rejected. Run again after a crash, it counts
 * from the start: what was sent before is sent again and changes nothing.
 *
 * @param accepted acknowledged by the broker; which of them are news is decided by the gate
 * @param skipped nothing on them was answered
 * @param errors the first ones
 * @param problem why the file could not be read to its end
 */
@Document("importJobs")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportJob(
    @Id String id,
    Status status,
    String format,
    @Nullable String source,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    long lines,
    long accepted,
    long skipped,
    long rejected,
    List<LineError> errors,
    @Nullable String problem) {

  enum Status {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("done")
    DONE,
    @JsonProperty("failed")
    FAILED
  }

  /** Why a line was not taken. */
  record LineError(long line, String field, String reason) {}
}
