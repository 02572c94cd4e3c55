package dev.barometer.survey.imports;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.file.AnswerMapping;
import dev.barometer.survey.file.TicketMapping;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of answers and of tickets, over HTTP. */
@RestController
@Tag(name = "Imports")
class ImportsController {
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";
  private static final String MAPPING =
      "Of text/csv, which needs it: what the columns are, as JSON";
  private static final String ACCEPTED = "The file is kept; the job says how far it is";

  private final ImportStore imports;

  ImportsController(ImportStore imports) {
    this.imports = imports;
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
    return receipt(
        imports.takeLines(call, ImportRequest.Kind.RESPONSES, source, call.getInputStream()));
  }

  @PostMapping(path = "/api/responses/import", consumes = CSV)
  @Operation(summary = "Take a file of answers")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> csv(
      HttpServletRequest call, @Parameter(description = MAPPING) @RequestParam String mapping)
      throws IOException {
    byte[] rules = mapping.getBytes(StandardCharsets.UTF_8);
    return receipt(
        imports.takeRows(call, ImportRequest.Kind.RESPONSES, rules, call.getInputStream()));
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
    return form(call, ImportRequest.Kind.RESPONSES);
  }

  /** A line is one ticket's data, or an event in structured mode. */
  @PostMapping(path = "/api/tickets/import", consumes = NDJSON)
  @Operation(summary = "Take a file of tickets")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> ticketNdjson(
      HttpServletRequest call, @RequestParam(required = false) @Nullable String source)
      throws IOException {
    return receipt(
        imports.takeLines(call, ImportRequest.Kind.TICKETS, source, call.getInputStream()));
  }

  @PostMapping(path = "/api/tickets/import", consumes = CSV)
  @Operation(summary = "Take a file of tickets")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  ResponseEntity<JobReceipt> ticketCsv(
      HttpServletRequest call, @Parameter(description = MAPPING) @RequestParam String mapping)
      throws IOException {
    byte[] rules = mapping.getBytes(StandardCharsets.UTF_8);
    return receipt(
        imports.takeRows(call, ImportRequest.Kind.TICKETS, rules, call.getInputStream()));
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
    return form(call, ImportRequest.Kind.TICKETS);
  }

  private ResponseEntity<JobReceipt> form(HttpServletRequest call, ImportRequest.Kind kind)
      throws IOException, ServletException {
    byte[] mapping;
    try (InputStream part = part(call, "mapping")) {
      mapping = part.readNBytes(ImportStore.LONGEST_MAPPING + 1);
    }
    try (InputStream file = part(call, "file")) {
      return receipt(imports.takeRows(call, kind, mapping, file));
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

  private static ResponseEntity<JobReceipt> receipt(ImportJob job) {
    String self = "/api/jobs/" + job.id();
    return ResponseEntity.accepted()
        .location(URI.create(self))
        .body(new JobReceipt(job.id(), job.status(), Map.of("self", self)));
  }
}
