package dev.barometer.survey.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.Delivery;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts invitations and reminders to whoever takes them on, signed as Standard Webhooks are: the id
 * is the same when one is sent again. What is asked of whom is looked up when it is sent.
 */
@Component
class WebhookClient implements OutboxSender {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 2;
  private static final int TOO_MANY = 429;

  private final DeliveryReader deliveries;
  private final InvitationPublisher publisher;
  private final SurveyRepository surveys;
  private final LinkSecrets secrets;
  private final WebhookProperties settings;
  private final LinkProperties links;
  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

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
    this.settings = settings;
    this.links = links;
    this.clock = clock;
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

  /** Two calls that wait are over before the lease of the timetable is. */
  @Override
  public int mostAtOnce() {
    return MOST_AT_ONCE;
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
    URI url = settings.url();
    String secret = settings.secret();
    if (url == null || secret == null) {
      return SendResult.away("there is no barometer.webhook.url, or no secret");
    }
    int reminder = Delivery.parse(entry.body()).reminder();
    SendResult result = post(url, secret, entry.id(), message(invitation, reminder));
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

  private SendResult post(URI url, String secret, String id, Message message)
      throws InterruptedException {
    String body = new String(FactJson.write(message), UTF_8);
    long now = clock.instant().getEpochSecond();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .header("Content-Type", "application/json")
              .header("webhook-id", id)
              .header("webhook-timestamp", Long.toString(now))
              .header("webhook-signature", new Webhook(secret).sign(id, now, body))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      int status = status(http, request, ANSWER);
      if (status / 100 == 2) {
        return SendResult.sent();
      }
      return status / 100 == 5 || status == TOO_MANY
          ? SendResult.away("answered " + status)
          : SendResult.failed("answered " + status);
    } catch (WebhookSigningException | EmptyWebhookSecretException e) {
      return SendResult.away("barometer.webhook.secret is none: " + e.getMessage());
    } catch (IOException e) {
      return SendResult.away("cannot be reached: " + e.getClass().getSimpleName());
    }
  }

  /** The whole answer has to be there by then: a time-out of the request ends with its headers. */
  static int status(HttpClient http, HttpRequest request, Duration limit)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer in time");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
