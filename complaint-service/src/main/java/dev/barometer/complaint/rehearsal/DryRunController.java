package dev.barometer.complaint.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.rule.RuleListRequest;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells what rules would have made of the last days; it opens nothing. */
@RestController
@Tag(name = "Complaint rules")
class DryRunController {
  private static final int MOST_LISTED = 1_000;

  private final DryRunReader runs;
  private final Clock clock;

  DryRunController(DryRunReader runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * What would have been.
   *
   * @param from what came in since then is considered
   * @param asOf up to then
   * @param complete whether that is all that there was
   * @param read how many records of responses were read
   * @param tried what the rules that were sent make of them
   * @param standing what those that stand make of them
   */
  record DryRunView(
      int days,
      Instant from,
      Instant asOf,
      boolean complete,
      int read,
      DryRun.Counts tried,
      DryRun.Counts standing,
      Difference difference,
      List<ItemView> items,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {}

  /**
   * What would change.
   *
   * @param added responses that escalate only by the rules that were sent
   * @param dropped only by those that stand
   * @param changed by both, but by another rule or as bad as another
   */
  record Difference(int added, int dropped, int changed) {}

  /** One response that would be evidence; nobody is named. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemView(
      String responseId,
      String rule,
      String severity,
      Instant at,
      @Nullable String team,
      @Nullable String standingRule) {
    static ItemView of(DryRun.Item item) {
      return new ItemView(
          item.responseId(),
          item.rule(),
          item.severity(),
          item.at(),
          item.team(),
          item.standingRule());
    }
  }

  @PostMapping(path = "/api/complaint-rules/dry-run", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "What would have become a case in the last days by these rules; opens nothing",
      description =
          "Considers what came in since then, by the newest that is known of each response, and"
              + " reads for at most 20 s; complete says whether that was all. What a rule on"
              + " repetition knows of a person are his cases of those days.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = RuleListRequest.class))))
  @ApiResponse(responseCode = "200", description = "The counts, and a page of the responses")
  @ApiResponse(responseCode = "422", description = "A rule is not sound; its field is named")
  DryRunView run(
      @RequestParam(defaultValue = "30") int days,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestBody byte[] body) {
    if (days < 1 || days > DryRunReader.MOST_DAYS) {
      throw new InvalidRequestException("days", "must be between 1 and " + DryRunReader.MOST_DAYS);
    }
    int most = CursorPage.limit(limit, MOST_LISTED);
    int first = DryRunReader.place(cursor);
    var tried = FactJson.read(body, RuleListRequest.class).toRules(clock.instant());
    DryRunReader.Outcome outcome = runs.run(tried, days, cursor);
    DryRun.Result result = outcome.result();
    List<DryRun.Item> items = result.items();
    int end = Math.min(items.size(), first + most);
    return new DryRunView(
        days,
        outcome.from(),
        outcome.asOf(),
        outcome.complete(),
        result.read(),
        result.tried(),
        result.standing(),
        new Difference(result.added(), result.dropped(), result.changed()),
        items.subList(Math.min(first, end), end).stream().map(ItemView::of).toList(),
        end < items.size() ? Integer.toString(end) : null);
  }
}
