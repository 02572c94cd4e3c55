package dev.barometer.reporting.comment;

import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people wrote, over HTTP. */
@RestController
@Tag(name = "Comments")
class CommentController {
  private static final int MOST = 500;

  private final Comments comments;
  private final PeriodParser periods;
  private final Clock clock;

  CommentController(Comments comments, PeriodParser periods, Clock clock) {
    this.comments = comments;
    this.periods = periods;
    this.clock = clock;
  }

  @GetMapping("/api/comments")
  @Operation(
      summary = "What people wrote, newest first",
      description =
          "Plain text. Shown only where enough people wrote in this scope and period (10 unless"
              + " set otherwise), else the status is not-enough-data; service and team are named"
              + " only where enough wrote about them.")
  CommentPage comments(
      @Parameter(description = "all, team:Group 56 or service:Email,team:Group 56")
          @RequestParam(defaultValue = "all")
          String scope,
      @Parameter(description = "Inclusive; without from and to all there are")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "Exclusive") @RequestParam(required = false) @Nullable String to,
      @Parameter(description = "The next of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    Scope asked = Parameters.scope(scope);
    Period period = from == null && to == null ? null : periods.read(from, to, clock.instant());
    return comments.page(asked, period, Cursor.asked(cursor), CursorPage.limit(limit, MOST));
  }
}
