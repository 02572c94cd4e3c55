package dev.barometer.complaint.notice;

import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.webhook.WebhookSender;
import dev.barometer.starter.webhook.WebhookTarget;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts notices that are ready in the outbox, signed: what is posted is the body of the entry, and
 * its id is the same when it is posted again.
 */
@Component
public class NoticeWebhookClient implements OutboxSender {
  private static final String KIND = "notice.webhook";
  private static final SendResult NOWHERE =
      SendResult.refused(
          "there is no barometer.complaints.webhook.url, or no barometer.complaints.webhook.secret");

  private final WebhookTarget target;
  private final WebhookSender sender;

  NoticeWebhookClient(NoticeWebhookProperties settings, Clock clock) {
    this.target = settings.target();
    this.sender = new WebhookSender(clock);
  }

  /** Whether anybody is told: else there is nothing to be added to the outbox. */
  public boolean isSet() {
    return target.url() != null && target.secret() != null;
  }

  /**
   * What is added to the outbox so that this is posted, once.
   *
   * @param order notices of one order are posted one after the other; null where any order will do
   */
  public static OutboxEntry entry(String id, @Nullable String order, String json) {
    return new OutboxEntry(id, KIND, order, json);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int mostAtOnce() {
    return WebhookSender.MOST_AT_ONCE;
  }

  @Override
  public Map<String, SendResult> send(List<OutboxEntry> entries) throws InterruptedException {
    URI url = target.url();
    String secret = target.secret();
    Map<String, SendResult> results = new HashMap<>();
    for (OutboxEntry entry : entries) {
      results.put(
          entry.id(),
          url == null || secret == null
              ? NOWHERE
              : sender.post(url, secret, entry.id(), entry.body()));
    }
    return results;
  }
}
