package dev.barometer.survey.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.webhook.WebhookSender;
import dev.barometer.starter.webhook.WebhookTarget;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.Delivery;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts invitations and reminders to whoever takes them on, signed as Standard Webhooks are: the id
 * is the same when one is sent again. What is asked of whom is looked up when it is sent.
 */
@Component
class WebhookClient implements OutboxSender {
  private final DeliveryReader deliveries;
  private final InvitationPublisher publisher;
  private final SurveyRepository surveys;
  private final LinkSecrets secrets;
  private final WebhookTarget target;
  private final LinkProperties links;
  private final WebhookSender sender;

  WebhookClient(
      DeliveryReader deliveries,
      InvitationPublisher publisher,
      SurveyRepository surveys,
      LinkSecrets secrets,
      WebhookProperties settings,
      LinkProperties links,
      Clock clock) {
    this.deliveries = deliveries;
    this.publisher = publisher;
    this.surveys = surveys;
    this.secrets = secrets;
    this.target = settings.target();
    this.links = links;
    this.sender = new WebhookSender(clock);
  }

  /**
   * What is posted.
   *
   * @param reminder which one; 0 for the first
   * @param title of the survey, by language
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Message(
      String invitationId,
      int reminder,
      String link,
      @Nullable String person,
      @Nullable String address,
      @Nullable String locale,
      String campaignId,
      @Nullable String ticketId,
      Map<String, String> title,
      @Nullable Instant expiresAt) {}

  @Override
  public String kind() {
    return "invitation.webhook";
  }

  @Override
  public int mostAtOnce() {
    return WebhookSender.MOST_AT_ONCE;
  }

  @Override
  public Map<String, SendResult> send(List<OutboxEntry> entries) throws InterruptedException {
    DeliveryReader.Wanted wanted = deliveries.wanted(entries);
    Map<String, SendResult> results = new HashMap<>(wanted.results());
    for (Map.Entry<OutboxEntry, InvitationDocument> one : wanted.invitations().entrySet()) {
      results.put(one.getKey().id(), sendOne(one.getKey(), one.getValue()));
    }
    return results;
  }

  /** What is wrong with one says nothing of another, which may have gone out already. */
  private SendResult sendOne(OutboxEntry entry, InvitationDocument invitation)
      throws InterruptedException {
    try {
      return send(entry, invitation);
    } catch (RuntimeException e) {
      return DeliveryReader.unmade(e);
    }
  }

  private SendResult send(OutboxEntry entry, InvitationDocument invitation)
      throws InterruptedException {
    URI url = target.url();
    String secret = target.secret();
    if (url == null || secret == null) {
      return SendResult.away("there is no barometer.webhook.url, or no secret");
    }
    int reminder = Delivery.parse(entry.body()).reminder();
    String body = new String(FactJson.write(message(invitation, reminder)), UTF_8);
    SendResult result = sender.post(url, secret, entry.id(), body);
    if (result.kind() == SendResult.Kind.SENT) {
      publisher.noteDelivered(invitation.id());
    }
    return result;
  }

  private Message message(InvitationDocument invitation, int reminder) {
    SurveyVersion survey =
        surveys.find(invitation.surveyId(), invitation.surveyVersion()).orElseThrow();
    String secret = secrets.find(invitation.id(), invitation.linkHash()).orElseThrow();
    return new Message(
        invitation.id(),
        reminder,
        links.survey() + "/s/" + secret,
        invitation.personId(),
        invitation.address(),
        invitation.locale(),
        invitation.campaignId(),
        invitation.ticketId(),
        survey.title(),
        invitation.expiresAt());
  }
}
