package dev.barometer.reporting.render;

import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.NotOpenException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports as files. */
@RestController
@Tag(name = "Reports")
class ReportFileController {
  private final EditionPublisher editions;
  private final ReportFiles files;

  ReportFileController(EditionPublisher editions, ReportFiles files) {
    this.editions = editions;
    this.files = files;
  }

  /** There is no such file before it is collected. */
  @ExceptionHandler
  ProblemDetail notOpen(NotOpenException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
  }

  @GetMapping(path = "/api/reports/{id}.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Operation(summary = "It as PDF: the same edition in the same language is the same bytes")
  ResponseEntity<byte[]> pdf(
      @PathVariable String id, @RequestParam(required = false) @Nullable String language) {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("report-" + id + ".pdf").build().toString())
        .body(files.write(editions.find(id), language));
  }
}
