package dev.barometer.complaint.escalation;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import dev.barometer.complaint.MemoryDatabase;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * A database whose client dies at a write: of what was to be written a part is, and nobody is told.
 */
final class DyingDatabase implements AutoCloseable {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");

  private final Random random;
  private final MongoServer server;
  private final MongoClient client;
  private final MongoTemplate template;
  private int writesToLive = Integer.MAX_VALUE;
  private int deaths;

  DyingDatabase(Random random) {
    this.random = random;
    this.server = new MongoServer(new Backend());
    this.client = MongoClients.create(server.bindAndGetConnectionString() + "/?retryWrites=false");
    this.template = MemoryDatabase.templateOf(client);
  }

  MongoOperations mongo() {
    return template;
  }

  /** The write after so many is the last. */
  void dieAfter(int writes) {
    writesToLive = writes;
  }

  int deaths() {
    return deaths;
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }

  private final class Backend extends MemoryBackend {
    @Override
    public Document handleCommand(
        Channel channel, String databaseName, String command, Document query) {
      if (!WRITES.contains(command) || writesToLive-- > 0) {
        return super.handleCommand(channel, databaseName, command, query);
      }
      writesToLive = Integer.MAX_VALUE;
      deaths++;
      super.handleCommand(channel, databaseName, command, beginningOf(query));
      return new Document("ok", 0).append("code", 2).append("errmsg", "died");
    }

    private Document beginningOf(Document query) {
      Document some = query.cloneDeeply();
      for (String part : List.of("documents", "updates", "deletes")) {
        if (some.get(part) instanceof List<?> all) {
          some.put(part, all.subList(0, random.nextInt(all.size() + 1)));
        }
      }
      return some;
    }
  }
}
