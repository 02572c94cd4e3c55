package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Asks people by hand, for the API and for the page of managers alike. */
@Component
public class HandPublisher {
  private final CampaignRepository campaigns;
  private final HandRunner asking;
  private final LinkSecrets secrets;
  private final LinkProperties links;
  private final AuditLog audit;
  private final ErasedPeople erased;
  private final Clock clock;

  public HandPublisher(
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

  /** What is wrong with a request; empty where nothing is. */
  public List<Violation> check(HandRequest request, @Nullable String key) {
    return request.check(campaign(request), key, erased::includes, now());
  }

  private @Nullable Campaign campaign(HandRequest request) {
    return request.campaignId() == null ? null : campaigns.find(request.campaignId()).orElse(null);
  }

  /**
   * What would become of each now, in their order; nothing is noted and nobody is asked.
   *
   * @param key that which they will be asked under: lots are drawn by it, too
   */
  public List<HandLook> look(HandRequest request, String key, Sender sender) {
    Campaign campaign = sound(request, key);
    return asking.look(campaign, occurrences(request, key, sender, now()));
  }

  /**
   * Asks them.
   *
   * @param key the same once more, of the same sender, asks once; null where each time is another
   */
  public HandAnswer ask(HandRequest request, @Nullable String key, Sender sender) {
    Campaign campaign = sound(request, key);
    if (!campaign.isRunning()) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "Campaign " + campaign.campaignId() + " does not run: start it");
    }
    if (request.isForced()) {
      audit.record(
          "invitations.forced",
          campaign.campaignId(),
          Map.of("people", String.valueOf(request.named().size())));
    }
    List<Occurrence> occurrences = occurrences(request, key, sender, now());
    return new HandAnswer(asking.ask(campaign, occurrences).stream().map(this::item).toList());
  }

  private Campaign sound(HandRequest request, @Nullable String key) {
    List<Violation> violations = check(request, key);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    return Objects.requireNonNull(campaign(request));
  }

  private static List<Occurrence> occurrences(
      HandRequest request, @Nullable String key, Sender sender, Instant now) {
    String generation = key == null ? UUID.randomUUID().toString() : sender.toText() + " " + key;
    return request.named().stream()
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
                    request.isForced()))
        .toList();
  }

  private HandAnswer.HandItem item(InvitationDocument one) {
    boolean told = one.isOpen() && one.channel().equals(Campaign.LINK);
    return new HandAnswer.HandItem(
        one.id(),
        String.valueOf(one.personId()),
        one.status(),
        one.reason(),
        one.expiresAt(),
        told ? link(one) : null);
  }

  /** Null where the key of its link is not known any more. */
  private @Nullable String link(InvitationDocument one) {
    return secrets
        .find(one.id(), one.linkHash())
        .map(secret -> links.survey() + "/s/" + secret)
        .orElse(null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
