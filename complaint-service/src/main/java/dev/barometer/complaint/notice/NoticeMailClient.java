package dev.barometer.complaint.notice;

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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends mails that are ready in the outbox: notices to staff, receipts and answers to customers.
 * What cannot go out because no server is set is dead at once, with that reason, and can be sent
 * again when one is: nobody is surprised by notices of last month.
 */
@Component
public class NoticeMailClient implements OutboxSender {
  private static final String KIND = "notice.mail";
  private static final SendResult NO_SERVER =
      SendResult.refused(
          "no mail server is set (spring.mail.host), and mails are not kept (barometer.mail.kept)");

  private final MailServer server;

  NoticeMailClient(MailServer server) {
    this.server = server;
  }

  /**
   * What is added to the outbox so that this mail goes out, once.
   *
   * @param order mails of one order go out one after the other; null where any order will do
   */
  public static OutboxEntry entry(OutgoingMail mail, @Nullable String order) {
    return new OutboxEntry(mail.id(), KIND, order, new String(FactJson.write(mail), UTF_8));
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
    boolean canSend = server.canSend();
    for (OutboxEntry entry : entries) {
      try {
        OutgoingMail mail = FactJson.read(entry.body().getBytes(UTF_8), OutgoingMail.class);
        mails.add(mail);
      } catch (UnreadableFactException e) {
        results.put(entry.id(), SendResult.refused("its body is no mail: " + e.getMessage()));
      }
    }
    if (canSend) {
      results.putAll(server.send(mails));
    } else {
      mails.forEach(mail -> results.put(mail.id(), NO_SERVER));
    }
    return results;
  }
}
