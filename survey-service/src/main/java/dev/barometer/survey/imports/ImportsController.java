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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Files of answers and of tickets. The file is on the disk before the job is confirmed; its lines
 * are sent behind that.
 */
@RestController
@Tag(name = "Imports")
class ImportsController {
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";
  private static final String MAPPING =
      "Of text/csv, which needs it: what the columns are, as JSON";
  private static final String ACCEPTED = "The file is kept; the job says how far it is";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
  private static final int LONGEST_MAPPING = 100_000;

  private final ImportFiles files;
  private final ImportLinesReader lines;
  private final ImportJobRepository jobs;
  private final ImportRunner imports;
  private final ImportProperties settings;
  private final AuditLog audit;
  private final Clock clock;

  ImportsController(
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

  /** What a form holds, for the API document. */
  record AnswersForm(AnswerMapping mapping, @Schema(format = "binary") String file) {}

  /** What a form holds, for the API document. */
  record TicketsForm(TicketMapping mapping, @Schema(format = "binary") String file) {}

  /** A job that was taken on. */
  record JobReceipt(String id, ImportJob.Status status, Map<String, String> links) {}

  /** A line is one response's data. */
  @PostMapping(path = "/api/responses/import", consumes = NDJSON)
  @Operation(summary = "Take a file of answers")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> ndjson(
      HttpServletRequest call, @RequestParam(required = false) @Nullable String source)
      throws IOException {
    return take(call, ImportRequest.Kind.RESPONSES, source, null, call.getInputStream());
  }

  @PostMapping(path = "/api/responses/import", consumes = CSV)
  @Operation(summary = "Take a file of answers")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> csv(
      HttpServletRequest call, @Parameter(description = MAPPING) @RequestParam String mapping)
      throws IOException {
    return take(
        call, mapping.getBytes(StandardCharsets.UTF_8), AnswerMapping.class, call.getInputStream());
  }

  /** A form with the parts {@code mapping} and {@code file}. */
  @PostMapping(path = "/api/responses/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Take a file of answers",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                      schema = @Schema(implementation = AnswersForm.class))))
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> form(HttpServletRequest call) throws IOException, ServletException {
    return form(call, AnswerMapping.class);
  }

  /** A line is one ticket's data, or an event in structured mode. */
  @PostMapping(path = "/api/tickets/import", consumes = NDJSON)
  @Operation(summary = "Take a file of tickets")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> ticketNdjson(
      HttpServletRequest call, @RequestParam(required = false) @Nullable String source)
      throws IOException {
    return take(call, ImportRequest.Kind.TICKETS, source, null, call.getInputStream());
  }

  @PostMapping(path = "/api/tickets/import", consumes = CSV)
  @Operation(summary = "Take a file of tickets")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> ticketCsv(
      HttpServletRequest call, @Parameter(description = MAPPING) @RequestParam String mapping)
      throws IOException {
    return take(
        call, mapping.getBytes(StandardCharsets.UTF_8), TicketMapping.class, call.getInputStream());
  }

  @PostMapping(path = "/api/tickets/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Take a file of tickets",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                      schema = @Schema(implementation = TicketsForm.class))))
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> ticketForm(HttpServletRequest call)
      throws IOException, ServletException {
    return form(call, TicketMapping.class);
  }

  static @Nullable String nameOf(HttpServletRequest call) {
    return call.getUserPrincipal() == null ? null : call.getUserPrincipal().getName();
  }

  private ResponseEntity<JobReceipt> form(
      HttpServletRequest call, Class<? extends RowMapping> mappingType)
      throws IOException, ServletException {
    byte[] mapping;
    try (InputStream part = part(call, "mapping")) {
      mapping = part.readNBytes(LONGEST_MAPPING + 1);
    }
    if (mapping.length > LONGEST_MAPPING) {
      throw new InvalidRequestException(
          List.of(new Violation("mapping", "must have at most " + LONGEST_MAPPING + " bytes")));
    }
    try (InputStream file = part(call, "file")) {
      return take(call, mapping, mappingType, file);
    }
  }

  private static InputStream part(HttpServletRequest request, String name)
      throws IOException, ServletException {
    Part part = request.getPart(name);
    if (part == null) {
      throw new InvalidRequestException(List.of(new Violation(name, "is required")));
    }
    return part.getInputStream();
  }

  private ResponseEntity<JobReceipt> take(
      HttpServletRequest call,
      byte[] mappingJson,
      Class<? extends RowMapping> mappingType,
      InputStream body)
      throws IOException {
    RowMapping mapping;
    try {
      mapping = FactJson.read(mappingJson, mappingType);
    } catch (UnreadableFactException e) {
      throw new InvalidRequestException(List.of(inMapping(e.violation())));
    }
    requireNone(mapping.violations());
    ImportRequest.Kind kind =
        mapping instanceof TicketMapping
            ? ImportRequest.Kind.TICKETS
            : ImportRequest.Kind.RESPONSES;
    return take(call, kind, mapping.source(), mapping, body);
  }

  private ResponseEntity<JobReceipt> take(
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
    if (!files.receive(id, body)) {
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
            Callers.senderOf(call).toText());
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
    String self = "/api/jobs/" + id;
    return ResponseEntity.accepted()
        .location(URI.create(self))
        .body(new JobReceipt(id, job.status(), Map.of("self", self)));
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
      throw new InvalidRequestException(
          violations.stream().map(ImportsController::inMapping).toList());
    }
  }

  private static Violation inMapping(Violation violation) {
    String field = violation.field().isEmpty() ? "mapping" : "mapping." + violation.field();
    return new Violation(field, violation.rule());
  }
}
