package dev.barometer.survey.trigger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.rule.Violations;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Asks people by hand, at once. */
@RestController
@Tag(name = "Invitations")
class HandController {
  private static final int MOST_PEOPLE = 500;
  private static final int LONGEST_KEY = 200;

  private final CampaignRepository campaigns;
  private final HandRunner asking;
  private final LinkSecrets secrets;
  private final LinkProperties links;
  private final AuditLog audit;
  private final ErasedPeople erased;
  private final Clock clock;

  HandController(
      CampaignRepository campaigns,
      HandRunner asking,
      LinkSecrets secrets,
      LinkProperties links,
      AuditLog audit,
      ErasedPeople erased,
      Clock clock) {
    this.campaigns = campaigns;
    this.asking = asking;
    this.secrets = secrets;
    this.links = links;
    this.audit = audit;
    this.erased = erased;
    this.clock = clock;
  }

  /**
   * Whom to ask.
   *
   * @param force also who was asked not long enough ago, or often enough
   */
  record HandRequest(
      @Nullable String campaignId,
      @Nullable List<@Nullable Requester> people,
      @Nullable String ticketId,
      @Nullable Context context,
      @Nullable Boolean force) {}

  /** What became of each, in the order in which they were named. */
  record HandAnswer(List<HandItem> items) {}

  /**
   * What became of one.
   *
   * @param link where nothing is sent: it is told here and nowhere else
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HandItem(
      String invitationId,
      String person,
      String status,
      @Nullable String reason,
      @Nullable Instant expiresAt,
      @Nullable String link) {}

  @PostMapping(path = "/api/invitations", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Asks people by hand, at once, by a campaign that is for that",
      description =
          "The same rules hold as for all that are asked, but for the delay; with force neither"
              + " the cool-down nor the most in 30 days. The same request with the same"
              + " Idempotency-Key asks once.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = HandRequest.class))))
  @ApiResponse(responseCode = "201", description = "What became of each")
  @ApiResponse(responseCode = "409", description = "The campaign does not run")
  HandAnswer ask(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody byte[] body,
      HttpServletRequest call) {
    HandRequest request = FactJson.read(body, HandRequest.class);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Campaign campaign = sound(request, key, now);
    if (!campaign.isRunning()) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "Campaign " + campaign.campaignId() + " does not run: start it");
    }
    List<Requester> people =
        Objects.requireNonNull(request.people()).stream().map(Objects::requireNonNull).toList();
    for (int i = 0; i < people.size(); i++) {
      if (erased.includes(people.get(i).id())) {
        throw new InvalidRequestException(
            "people[" + i + "].id", "must not be that of somebody who was erased");
      }
    }
    boolean force = Boolean.TRUE.equals(request.force());
    if (force) {
      audit.record(
          "invitations.forced",
          campaign.campaignId(),
          Map.of("people", String.valueOf(people.size())));
    }
    String generation =
        key == null ? UUID.randomUUID().toString() : Callers.senderOf(call).toText() + " " + key;
    List<Occurrence> occurrences =
        people.stream()
            .map(
                person ->
                    new Occurrence(
                        new OccurrenceKey(Occurrence.MANUAL, person.id(), generation),
                        now,
                        null,
                        request.ticketId(),
                        person,
                        Objects.requireNonNullElse(request.context(), Context.NONE),
                        Map.of(),
                        force))
            .toList();
    return new HandAnswer(asking.ask(campaign, occurrences).stream().map(this::item).toList());
  }

  private HandItem item(InvitationDocument one) {
    boolean told = one.isOpen() && one.channel().equals(Campaign.LINK);
    return new HandItem(
        one.id(),
        String.valueOf(one.personId()),
        one.status(),
        one.reason(),
        one.expiresAt(),
        told ? links.survey() + "/s/" + secrets.of(one.id()) : null);
  }

  private Campaign sound(HandRequest request, @Nullable String key, Instant now) {
    Violations violations = new Violations(now);
    violations.id("campaignId", request.campaignId());
    Campaign campaign =
        request.campaignId() == null ? null : campaigns.find(request.campaignId()).orElse(null);
    if (request.campaignId() != null
        && (campaign == null || !campaign.trigger().on().equals(Occurrence.MANUAL))) {
      violations.broken("campaignId", "must be that of a campaign whose trigger is manual");
    }
    violations.label("ticketId", request.ticketId());
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      violations.broken("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
    }
    List<@Nullable Requester> people =
        request.people() == null ? new ArrayList<>() : request.people();
    if (people.isEmpty() || people.size() > MOST_PEOPLE) {
      violations.broken("people", "must be 1 to " + MOST_PEOPLE);
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < people.size(); i++) {
      Requester person = people.get(i);
      violations.in("people", i);
      if (violations.present("", person) && person != null) {
        violations.id("id", person.id());
        violations.label("name", person.name());
        violations.label("email", person.email());
        violations.label("locale", person.locale());
        if (person.id() != null && !ids.add(person.id())) {
          violations.broken("id", "must not be named twice");
        }
      }
    }
    if (request.context() != null) {
      Context context = request.context();
      violations.in("context").label("service", context.service());
      violations.label("team", context.team());
      violations.label("agent", context.agent());
      violations.label("channel", context.channel());
      violations.label("priority", context.priority());
      violations.label("category", context.category());
      violations.label("organization", context.organization());
      violations.label("location", context.location());
    }
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
    return Objects.requireNonNull(campaign);
  }
}
