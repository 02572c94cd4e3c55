package dev.barometer.starter.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends mails that stand in the outbox ready to go. What cannot go out because no server is set is
 * dead at once, with that reason, and can be sent again when one is: nobody is surprised by mails
 * of last month.
 */
public abstract class ReadyMailClient implements OutboxSender {
  private static final SendResult NO_SERVER =
      SendResult.refused(
          "no mail server is set (spring.mail.host), and mails are not kept (barometer.mail.kept)");

  private final String kind;
  private final MailServer server;

  protected ReadyMailClient(String kind, MailServer server) {
    this.kind = kind;
    this.server = server;
  }

  /**
   * What is added to the outbox so that this mail goes out, once.
   *
   * @param order mails of one order go out one after the other; null where any order will do
   */
  protected static OutboxEntry entry(String kind, OutgoingMail mail, @Nullable String order) {
    return new OutboxEntry(mail.id(), kind, order, new String(FactJson.write(mail), UTF_8));
  }

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public final int mostAtOnce() {
    return MailServer.MOST_AT_ONCE;
  }

  @Override
  public final Map<String, SendResult> send(List<OutboxEntry> entries) {
    Map<String, SendResult> results = new HashMap<>();
    List<OutgoingMail> mails = new ArrayList<>();
    for (OutboxEntry entry : entries) {
      try {
        mails.add(FactJson.read(entry.body().getBytes(UTF_8), OutgoingMail.class));
      } catch (UnreadableFactException e) {
        results.put(entry.id(), SendResult.refused("its body is no mail: " + e.getMessage()));
      }
    }
    if (server.canSend()) {
      results.putAll(server.send(mails));
    } else {
      mails.forEach(mail -> results.put(mail.id(), NO_SERVER));
    }
    return results;
  }
}
