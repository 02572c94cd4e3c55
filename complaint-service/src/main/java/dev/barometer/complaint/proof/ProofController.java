package dev.barometer.complaint.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.Cursor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an auditor asks for: whether records are whole, and the records. */
@RestController
@Tag(name = "Proof")
class ProofController {
  private static final int AT_ONCE = 1_000;
  private static final String NDJSON = "application/x-ndjson";

  private final MovePublisher moves;
  private final ProofReader reader;
  private final AuditLog audit;
  private final Clock clock;

  ProofController(MovePublisher moves, ProofReader reader, AuditLog audit, Clock clock) {
    this.moves = moves;
    this.reader = reader;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * How some of all cases fare.
   *
   * @param next where to go on; absent after the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VerifiedPage(int verified, List<Verdict> broken, @Nullable String next) {}

  /** The first line of a record. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RecordHead(
      String complaintId, long revision, int entries, @Nullable String seal, Instant takenAt) {}

  @GetMapping("/api/complaints/{id}/verify")
  @Operation(
      summary = "Whether the history of a case is as it was written",
      description = "Compared with its seals, and with what others were last told of it.")
  Verdict verify(@PathVariable String id, HttpServletRequest request) {
    return reader.verify(id, () -> moves.find(id, DeskMemberReader.of(request)));
  }

  @PostMapping("/api/complaints/verify")
  @Operation(
      summary = "The same of all cases, some at a time",
      description = "Also tells of cases that others know of and that are gone.")
  VerifiedPage verifyAll(@RequestParam(required = false) @Nullable String cursor) {
    Cursor asked = Cursor.asked(cursor);
    ProofReader.Page page = reader.verify(asked == null ? null : asked.id(), AT_ONCE);
    if (!page.broken().isEmpty()) {
      audit.record(
          "cases.found-broken",
          page.broken().get(0).complaintId(),
          Map.of("cases", Integer.toString(page.broken().size())));
    }
    return new VerifiedPage(
        page.verified(),
        page.broken(),
        page.last() == null ? null : new Cursor(Instant.EPOCH, page.last()).toString());
  }

  @GetMapping(path = "/api/complaints/{id}/record", produces = NDJSON)
  @Operation(
      summary = "The history of a case with its seals, one entry a line",
      description = "The first line says how many there are, and the last seal.")
  ResponseEntity<byte[]> record(@PathVariable String id, HttpServletRequest request) {
    Case found = moves.find(id, DeskMemberReader.of(request));
    List<Entry> history = found.handling().history();
    var head =
        new RecordHead(
            found.caseId(),
            found.revision(),
            history.size(),
            history.isEmpty() ? null : history.get(history.size() - 1).seal(),
            clock.instant());
    StringBuilder lines = new StringBuilder(line(head));
    history.forEach(entry -> lines.append(line(entry)));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(Object value) {
    return new String(FactJson.write(value), StandardCharsets.UTF_8) + "\n";
  }
}
