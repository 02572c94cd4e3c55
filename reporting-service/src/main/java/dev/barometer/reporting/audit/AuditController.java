package dev.barometer.reporting.audit;

import dev.barometer.contract.access.AuditEntry;
import dev.barometer.reporting.parameter.NamedWords;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people with power did, over HTTP. */
@RestController
@Tag(name = "Audit")
class AuditController {
  private static final int MOST = 500;

  private static final Set<String> ACTS = NamedWords.of("administration", "act.");

  private final AuditRepository audit;
  private final PeriodParser periods;

  AuditController(AuditRepository audit, PeriodParser periods) {
    this.audit = audit;
    this.periods = periods;
  }

  @GetMapping("/api/audit")
  @Operation(
      summary = "Administrative acts in all services, the newest first",
      description =
          "Tokens issued and revoked, people signing in and failing to, imports, answers withdrawn,"
              + " dead letters sent back and discarded.")
  CursorPage<AuditEntry> acts(
      @Parameter(description = "The name of who did it") @RequestParam(required = false)
          @Nullable String caller,
      @Parameter(description = "For example token.issued") @RequestParam(required = false)
          @Nullable String act,
      @Parameter(description = "Inclusive") @RequestParam(required = false) @Nullable String from,
      @Parameter(description = "Exclusive") @RequestParam(required = false) @Nullable String to,
      @Parameter(description = "The next of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    int most = CursorPage.limit(limit, MOST);
    AuditFilter filter =
        new AuditFilter(
            caller,
            Parameters.oneOf("act", act, ACTS),
            from == null ? null : periods.readInstant("from", from),
            to == null ? null : periods.readInstant("to", to));
    return audit.newest(filter, Cursor.asked(cursor), most);
  }
}
