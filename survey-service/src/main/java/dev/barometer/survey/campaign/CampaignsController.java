package dev.barometer.survey.campaign;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Whom to ask what and when. */
@RestController
@Tag(name = "Campaigns")
class CampaignsController {
  private static final String ONE = "/api/campaigns/{id}";

  private final CampaignRepository campaigns;
  private final CampaignPublisher publisher;
  private final OpenLinkReader links;

  CampaignsController(
      CampaignRepository campaigns, CampaignPublisher publisher, OpenLinkReader links) {
    this.campaigns = campaigns;
    this.publisher = publisher;
    this.links = links;
  }

  /** All campaigns. */
  record CampaignList(List<CampaignView> items) {}

  @GetMapping("/api/campaigns")
  @Operation(summary = "Which campaigns there are")
  CampaignList all() {
    return new CampaignList(campaigns.all().stream().map(this::view).toList());
  }

  @GetMapping(ONE)
  @Operation(summary = "One of them")
  ResponseEntity<CampaignView> one(@PathVariable String id) {
    return tagged(publisher.find(id));
  }

  @PostMapping(path = "/api/campaigns", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Adds a campaign, which does nothing until it is started",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = CampaignRequest.class))))
  @ApiResponse(responseCode = "201", description = "Added, stopped")
  @ApiResponse(responseCode = "409", description = "The id is taken")
  ResponseEntity<CampaignView> create(@RequestBody byte[] body) {
    Campaign added = publisher.create(FactJson.read(body, CampaignRequest.class));
    URI address = UriComponentsBuilder.fromPath(ONE).build(added.campaignId());
    return ResponseEntity.created(address).eTag(IfMatch.tag(added.revision())).body(view(added));
  }

  @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Changes a campaign; what has been decided stays decided",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = CampaignRequest.class))))
  @ApiResponse(responseCode = "200", description = "Changed")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<CampaignView> change(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody byte[] body) {
    return tagged(
        publisher.change(
            id, IfMatch.revision(ifMatch), FactJson.read(body, CampaignRequest.class)));
  }

  @PostMapping(ONE + "/start")
  @Operation(summary = "Starts it: candidates that come from now on are decided")
  @ApiResponse(responseCode = "200", description = "It runs")
  ResponseEntity<CampaignView> start(@PathVariable String id) {
    return tagged(publisher.start(id));
  }

  @PostMapping(ONE + "/pause")
  @Operation(summary = "Pauses it: whoever was asked may still answer")
  @ApiResponse(responseCode = "200", description = "It is paused")
  ResponseEntity<CampaignView> pause(@PathVariable String id) {
    return tagged(publisher.pause(id));
  }

  private CampaignView view(Campaign campaign) {
    return CampaignView.of(campaign, links.addressOf(campaign).orElse(null));
  }

  private ResponseEntity<CampaignView> tagged(Campaign campaign) {
    return ResponseEntity.ok().eTag(IfMatch.tag(campaign.revision())).body(view(campaign));
  }
}
