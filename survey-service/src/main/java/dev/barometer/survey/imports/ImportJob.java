package dev.barometer.survey.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far an import is: lines = accepted + skipped + rejected. Run again after a crash, it counts
 * from the start: what was sent before is sent again and changes nothing.
 *
 * @param kind what is in the file: {@code responses} or {@code tickets}; null in jobs that were
 *     kept before this was
 * @param acceptedAt when the last line was acknowledged
 * @param finishedAt when everything that was accepted was counted, or the import failed
 * @param linesExpected about how many lines the file has: cells over several lines make it more
 * @param accepted acknowledged by the broker; which of them are news is decided by the gate
 * @param counted how many of those are known to be in the scores that are shown; null in jobs that
 *     were kept before this was known
 * @param skipped nothing on them was answered
 * @param errors the first ones
 * @param requestedBy who sent it: only they and administrators read what stood in a bad cell
 * @param problem why the file could not be read to its end
 */
@Document("importJobs")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportJob(
    @Id String id,
    Status status,
    @Nullable String kind,
    String format,
    @Nullable String source,
    Instant requestedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant finishedAt,
    @Nullable Long linesExpected,
    long lines,
    long accepted,
    @Nullable Long counted,
    long skipped,
    long rejected,
    List<LineError> errors,
    @JsonIgnore @Nullable String requestedBy,
    @Nullable String problem) {
  static final String RESPONSES = "responses";
  static final String TICKETS = "tickets";

  private static final Pattern QUOTED = Pattern.compile("^\".*\" (?=is )", Pattern.DOTALL);

  enum Status {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("running")
    RUNNING,
    /** Everything is accepted, and not yet counted. */
    @JsonProperty("counting")
    COUNTING,
    @JsonProperty("done")
    DONE,
    @JsonProperty("failed")
    FAILED
  }

  /**
   * Why a line was not taken.
   *
   * @param field field or column; blank where it is the line as a whole
   * @param reason the rule it breaks
   * @param cell what stood there, where that matters
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LineError(long line, String field, String reason, @JsonIgnore @Nullable String cell) {}

  /** The job as this caller may see it: with what stood in the bad cells, or without. */
  ImportJob seenBy(@Nullable String caller, boolean administrator) {
    boolean cells = administrator || (requestedBy != null && requestedBy.equals(caller));
    return with(
        status, finishedAt, counted, errors.stream().map(error -> told(error, cells)).toList());
  }

  private static LineError told(LineError error, boolean cells) {
    String reason = error.reason();
    if (!cells) {
      // Jobs of before the cells were kept apart have them in the reason.
      reason = QUOTED.matcher(reason).replaceFirst("");
    } else if (error.cell() != null) {
      reason = '"' + error.cell() + "\" " + reason;
    }
    return new LineError(error.line(), error.field(), reason, null);
  }

  /** The same, further on. */
  ImportJob counted(long nowCounted, Status newStatus, @Nullable Instant end) {
    return with(newStatus, end, nowCounted, errors);
  }

  private ImportJob with(
      Status newStatus, @Nullable Instant end, @Nullable Long nowCounted, List<LineError> told) {
    return new ImportJob(
        id,
        newStatus,
        kind,
        format,
        source,
        requestedAt,
        acceptedAt,
        end,
        linesExpected,
        lines,
        accepted,
        nowCounted,
        skipped,
        rejected,
        told,
        requestedBy,
        problem);
  }
}
