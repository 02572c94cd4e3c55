package dev.barometer.complaint.handling;

import de.bwaldvogel.mongo.bson.Document;
import dev.barometer.database.IdFindingBackend;
import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A database that has one of its clients killed before or after something that client writes. */
final class KillingBackend extends IdFindingBackend {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify");

  private final Map<ChannelId, String> clients = new ConcurrentHashMap<>();
  private String condemned = "";
  private int writesLeft;
  private Runnable kill = () -> {};

  /** After so many times that this client is about to write something, or has it written. */
  synchronized void condemn(String client, int writes, Runnable howToKill) {
    condemned = client;
    writesLeft = writes;
    kill = howToKill;
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    if (query.get("client") instanceof Document client
        && client.get("application") instanceof Document application) {
      clients.put(channel.id(), application.get("name").toString());
    }
    boolean isWrite = WRITES.contains(command.toLowerCase(Locale.ROOT));
    if (isWrite) {
      meet(channel);
    }
    Document answer = super.handleCommand(channel, database, command, query);
    if (isWrite) {
      meet(channel);
    }
    return answer;
  }

  private synchronized void meet(Channel channel) {
    if (condemned.equals(clients.get(channel.id())) && writesLeft-- <= 0) {
      condemned = "";
      kill.run();
    }
  }
}
