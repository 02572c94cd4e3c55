package dev.barometer.reporting.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sends the reminders that are ready in the outbox. */
@Component
class ReminderMailClient implements OutboxSender {
  private static final String KIND = "action.mail";

  private final ObjectProvider<MailServer> server;

  /**
   * @param server there is one where there are senders, of which this is one
   */
  ReminderMailClient(ObjectProvider<MailServer> server) {
    this.server = server;
  }

  static OutboxEntry entry(OutgoingMail mail) {
    return new OutboxEntry(mail.id(), KIND, null, new String(FactJson.write(mail), UTF_8));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int mostAtOnce() {
    return MailServer.MOST_AT_ONCE;
  }

  @Override
  public Map<String, SendResult> send(List<OutboxEntry> entries) {
    Map<String, SendResult> results = new HashMap<>();
    List<OutgoingMail> mails = new ArrayList<>();
    for (OutboxEntry entry : entries) {
      try {
        mails.add(FactJson.read(entry.body().getBytes(UTF_8), OutgoingMail.class));
      } catch (UnreadableFactException e) {
        results.put(entry.id(), SendResult.refused("its body is no mail: " + e.getMessage()));
      }
    }
    results.putAll(server.getObject().send(mails));
    return results;
  }
}
