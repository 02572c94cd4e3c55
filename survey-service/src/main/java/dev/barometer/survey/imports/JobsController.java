package dev.barometer.survey.imports;

import dev.barometer.starter.Role;
import dev.barometer.starter.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far imports are, over HTTP. */
@RestController
@Tag(name = "Imports")
class JobsController {
  private static final int MOST_LISTED = 100;

  private final ImportJobRepository jobs;

  JobsController(ImportJobRepository jobs) {
    this.jobs = jobs;
  }

  /** What stood in bad cells is told to whoever sent the file and to administrators only. */
  @GetMapping("/api/jobs/{id}")
  @Operation(summary = "How far an import is")
  ImportJob job(@PathVariable String id, HttpServletRequest call) {
    return jobs.find(id)
        .map(job -> seenBy(call, job))
        .orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
  }

  /**
   * @param before only jobs older than this one: {@code next} of the page before
   */
  @GetMapping("/api/jobs")
  @Operation(summary = "Imports, the newest first")
  CursorPage<ImportJob> jobs(
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable String before,
      HttpServletRequest call) {
    return jobs.newest(CursorPage.limit(limit, MOST_LISTED), before).map(job -> seenBy(call, job));
  }

  static ImportJob seenBy(HttpServletRequest call, ImportJob job) {
    return job.seenBy(ImportStore.nameOf(call), call.isUserInRole(Role.ADMIN.name()));
  }
}
