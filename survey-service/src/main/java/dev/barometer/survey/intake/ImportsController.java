package dev.barometer.survey.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.fact.UnreadableFactException;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.response.ResponseIds;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Files of answers. The file is on the disk before the job is confirmed; its lines are sent behind
 * that.
 */
@RestController
class ImportsController {
  private static final String RETRY_AFTER_SECONDS = "30";
  private static final int MOST_LISTED = 100;
  private static final int LONGEST_MAPPING = 100_000;

  private final ImportFilesRepository files;
  private final ImportLinesRepository lines;
  private final ImportJobRepository jobs;
  private final ImportPublisher imports;
  private final ImportProperties settings;
  private final AuditLog audit;
  private final Clock clock;

  ImportsController(
      ImportFilesRepository files,
      ImportLinesRepository lines,
      ImportJobRepository jobs,
      ImportPublisher imports,
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

  /** A job that was taken on. */
  record Receipt(String id, ImportJob.Status status, Map<String, String> links) {}

  /** A page of jobs, the newest first; next is absent on the last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<ImportJob> items, @Nullable String next) {}

  /** A line is one response's data. */
  @PostMapping(path = "/api/responses/import", consumes = "application/x-ndjson")
  ResponseEntity<Receipt> ndjson(
      HttpServletRequest request, @RequestParam(required = false) @Nullable String source)
      throws IOException {
    return take(ImportRequest.Format.NDJSON, source, null, request.getInputStream());
  }

  @PostMapping(path = "/api/responses/import", consumes = "text/csv")
  ResponseEntity<Receipt> csv(HttpServletRequest request, @RequestParam String mapping)
      throws IOException {
    return take(mapping.getBytes(StandardCharsets.UTF_8), request.getInputStream());
  }

  /** A form with the parts {@code mapping} and {@code file}. */
  @PostMapping(path = "/api/responses/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<Receipt> form(HttpServletRequest request) throws IOException, ServletException {
    byte[] mapping;
    try (InputStream part = part(request, "mapping")) {
      mapping = part.readNBytes(LONGEST_MAPPING + 1);
    }
    if (mapping.length > LONGEST_MAPPING) {
      throw new InvalidRequestException(
          List.of(new Violation("mapping", "must have at most " + LONGEST_MAPPING + " bytes")));
    }
    try (InputStream file = part(request, "file")) {
      return take(mapping, file);
    }
  }

  @GetMapping("/api/jobs/{id}")
  ImportJob job(@PathVariable String id) {
    return jobs.find(id).orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
  }

  /**
   * @param before only jobs older than this one: {@code next} of the page before
   */
  @GetMapping("/api/jobs")
  Page jobs(
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable String before) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw new InvalidRequestException(
          List.of(new Violation("limit", "must be between 1 and " + MOST_LISTED)));
    }
    List<ImportJob> items = jobs.newest(limit, before);
    return new Page(items, items.size() < limit ? null : items.get(limit - 1).id());
  }

  private static InputStream part(HttpServletRequest request, String name)
      throws IOException, ServletException {
    Part part = request.getPart(name);
    if (part == null) {
      throw new InvalidRequestException(List.of(new Violation(name, "is required")));
    }
    return part.getInputStream();
  }

  private ResponseEntity<Receipt> take(byte[] mappingJson, InputStream body) throws IOException {
    CsvMapping mapping;
    try {
      mapping = FactJson.read(mappingJson, CsvMapping.class);
    } catch (UnreadableFactException e) {
      throw new InvalidRequestException(List.of(inMapping(e.violation())));
    }
    requireNone(mapping.violations());
    return take(ImportRequest.Format.CSV, mapping.source(), mapping, body);
  }

  private ResponseEntity<Receipt> take(
      ImportRequest.Format format,
      @Nullable String source,
      @Nullable CsvMapping mapping,
      InputStream body)
      throws IOException {
    if (imports.waiting() >= settings.mostWaiting()) {
      throw refusal(HttpStatus.TOO_MANY_REQUESTS, "Too many imports are waiting");
    }
    Instant now = clock.instant();
    String id = ResponseIds.draw(now);
    if (!files.receive(id, body)) {
      throw refusal(
          HttpStatus.CONTENT_TOO_LARGE,
          "A file may have " + settings.largestFile().toBytes() + " bytes");
    }
    ImportRequest request = new ImportRequest(id, format, source, mapping, now);
    ImportJob job = new ImportProgress(request).waiting();
    try {
      requireHeader(request);
      audit.record(
          "import.started",
          id,
          Map.of("format", format.name(), "source", Objects.requireNonNullElse(source, "")));
      jobs.save(job);
      files.confirm(request);
    } catch (IOException | RuntimeException e) {
      files.delete(id);
      throw e;
    }
    imports.submit(request);
    String self = "/api/jobs/" + id;
    return ResponseEntity.accepted()
        .location(URI.create(self))
        .body(new Receipt(id, job.status(), Map.of("self", self)));
  }

  /** A mapping that does not fit the file is told before anything of it is taken. */
  private void requireHeader(ImportRequest request) throws IOException {
    CsvMapping mapping = request.mapping();
    if (mapping == null) {
      return;
    }
    CsvHeader header =
        lines
            .header(mapping, files.data(request.id()))
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        List.of(new Violation("file", "must begin with a row of names"))));
    requireNone(header.violations(mapping));
  }

  private static void requireNone(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(
          violations.stream().map(ImportsController::inMapping).toList());
    }
  }

  private static Violation inMapping(Violation violation) {
    String field = violation.field().isEmpty() ? "mapping" : "mapping." + violation.field();
    return new Violation(field, violation.rule());
  }

  private static ErrorResponseException refusal(HttpStatus status, String detail) {
    ErrorResponseException refusal =
        new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    if (status == HttpStatus.TOO_MANY_REQUESTS) {
      refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return refusal;
  }
}
