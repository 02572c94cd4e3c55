package dev.barometer.survey.imports;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.starter.web.Problems;
import dev.barometer.survey.file.AnswerMapping;
import dev.barometer.survey.file.ImportLinesReader;
import dev.barometer.survey.file.RowMapping;
import dev.barometer.survey.file.TicketMapping;
import dev.barometer.survey.response.ResponseIds;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes files on, from programs and from people alike. A file is on the disk before its job is
 * confirmed; its lines are sent behind that.
 */
@Component
class ImportStore {
  static final int LONGEST_MAPPING = 100_000;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final ImportFiles files;
  private final ImportLinesReader lines;
  private final ImportJobRepository jobs;
  private final ImportRunner imports;
  private final ImportProperties settings;
  private final AuditLog audit;
  private final Clock clock;

  ImportStore(
      ImportFiles files,
      ImportLinesReader lines,
      ImportJobRepository jobs,
      ImportRunner imports,
      ImportProperties settings,
      AuditLog audit,
      Clock clock) {
    this.files = files;
    this.lines = lines;
    this.jobs = jobs;
    this.imports = imports;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  static @Nullable String nameOf(HttpServletRequest call) {
    return call.getUserPrincipal() == null ? null : call.getUserPrincipal().getName();
  }

  DataSize largestFile() {
    return settings.largestFile();
  }

  /** Lines of JSON. */
  ImportJob takeLines(
      HttpServletRequest call, ImportRequest.Kind kind, @Nullable String source, InputStream body)
      throws IOException {
    return take(call, kind, source, null, body);
  }

  /** Rows of a CSV file; the mapping, as JSON, says which column is what. */
  ImportJob takeRows(
      HttpServletRequest call, ImportRequest.Kind kind, byte[] mappingJson, InputStream body)
      throws IOException {
    if (mappingJson.length > LONGEST_MAPPING) {
      throw new InvalidRequestException(
          List.of(new Violation("mapping", "must have at most " + LONGEST_MAPPING + " bytes")));
    }
    Class<? extends RowMapping> type =
        kind == ImportRequest.Kind.TICKETS ? TicketMapping.class : AnswerMapping.class;
    RowMapping mapping;
    try {
      mapping = FactJson.read(mappingJson, type);
    } catch (UnreadableFactException e) {
      throw new InvalidRequestException(List.of(inMapping(e.violation())));
    }
    requireNone(mapping.violations());
    return take(call, kind, mapping.source(), mapping, body);
  }

  private ImportJob take(
      HttpServletRequest call,
      ImportRequest.Kind kind,
      @Nullable String source,
      @Nullable RowMapping mapping,
      InputStream body)
      throws IOException {
    if (imports.waiting() >= settings.mostWaiting()) {
      throw Problems.retryLater(
          HttpStatus.TOO_MANY_REQUESTS, "Too many imports are waiting", RETRY_AFTER);
    }
    Instant now = clock.instant();
    String id = ResponseIds.draw(now);
    OptionalLong lineEnds = files.receive(id, body);
    if (lineEnds.isEmpty()) {
      throw new ResponseStatusException(
          HttpStatus.CONTENT_TOO_LARGE,
          "A file may have " + settings.largestFile().toBytes() + " bytes");
    }
    ImportRequest request =
        new ImportRequest(
            id,
            mapping == null ? ImportRequest.Format.NDJSON : ImportRequest.Format.CSV,
            source,
            mapping instanceof AnswerMapping answers ? answers : null,
            now,
            kind,
            mapping instanceof TicketMapping tickets ? tickets : null,
            nameOf(call),
            Callers.senderOf(call).toText(),
            lineEnds.getAsLong());
    ImportJob job = new ImportProgress(request).waiting();
    try {
      requireFit(mapping, id);
      audit.record(
          "import.started",
          id,
          Map.of(
              "format", request.format().name(), "source", Objects.requireNonNullElse(source, "")));
      jobs.save(job);
      files.confirm(request);
    } catch (IOException | RuntimeException e) {
      files.delete(id);
      throw e;
    }
    imports.submit(request);
    return job;
  }

  /** A mapping that does not fit the file is told before anything of it is taken. */
  private void requireFit(@Nullable RowMapping mapping, String id) throws IOException {
    if (mapping == null) {
      return;
    }
    List<Violation> violations = lines.violations(mapping, files.data(id));
    if (violations.stream().anyMatch(violation -> violation.field().equals("file"))) {
      throw new InvalidRequestException(violations);
    }
    requireNone(violations);
  }

  private static void requireNone(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations.stream().map(ImportStore::inMapping).toList());
    }
  }

  private static Violation inMapping(Violation violation) {
    String field = violation.field().isEmpty() ? "mapping" : "mapping." + violation.field();
    return new Violation(field, violation.rule());
  }
}
