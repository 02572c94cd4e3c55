package dev.barometer.survey.trigger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.DateParameter;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignPublisher;
import dev.barometer.survey.campaign.DryRun;
import dev.barometer.survey.campaign.Verdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells what a campaign would have done; it asks nobody. */
@RestController
@Tag(name = "Campaigns")
class DryRunController {
  private static final int MOST_LISTED = 1_000;

  private final CampaignPublisher campaigns;
  private final DryRunReader runs;
  private final ZoneId zone;

  DryRunController(CampaignPublisher campaigns, DryRunReader runs, BarometerProperties settings) {
    this.campaigns = campaigns;
    this.runs = runs;
    this.zone = settings.organisation().zone();
  }

  /**
   * What would have been.
   *
   * @param notAsked by reason
   * @param asOf all that was accepted before this moment is considered
   * @param complete whether that is all that had been accepted when it was run
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DryRunView(
      String campaignId,
      Instant from,
      Instant to,
      int considered,
      int asked,
      Map<String, Integer> notAsked,
      Instant asOf,
      boolean complete,
      List<DryRunItem> items,
      @Nullable String next) {}

  /** One candidate and what would have become of it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DryRunItem(String ticketId, @Nullable String person, Instant at, String verdict) {
    static DryRunItem of(DryRun.Item item) {
      return new DryRunItem(item.ticketId(), item.person(), item.at(), item.verdict().id());
    }
  }

  @PostMapping("/api/campaigns/{id}/dry-run")
  @Operation(
      summary = "Who would have been asked in a time, and who not and why; asks nobody",
      description =
          "Considers what was resolved, or closed without having been, from the beginning up to"
              + " the end, in the order of that time, by what is known of it now. It waits up to 20 s"
              + " for what was accepted before; complete says whether all of that is in it.")
  @ApiResponse(responseCode = "200", description = "The counts, and a page of the verdicts")
  DryRunView run(
      @PathVariable String id,
      @RequestParam String from,
      @RequestParam String to,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Campaign campaign = campaigns.find(id);
    Instant begin = DateParameter.read("from", from, zone);
    Instant end = DateParameter.read("to", to, zone);
    int most = CursorPage.limit(limit, MOST_LISTED);
    DryRunReader.Result result = runs.run(campaign, begin, end, cursor);
    List<DryRun.Item> items = result.items();
    CursorPage<DryRun.Item> page = DryRunReader.page(items, cursor, most);
    Map<String, Integer> notAsked = new TreeMap<>();
    Map<Verdict, Integer> counts = DryRun.counts(items);
    counts.forEach(
        (verdict, count) -> {
          if (verdict != Verdict.ASKED) {
            notAsked.put(verdict.id(), count);
          }
        });
    return new DryRunView(
        campaign.campaignId(),
        begin,
        end,
        items.size(),
        counts.getOrDefault(Verdict.ASKED, 0),
        notAsked,
        result.asOf(),
        result.complete(),
        page.items().stream().map(DryRunItem::of).toList(),
        page.next());
  }
}
