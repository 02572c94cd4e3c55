package dev.barometer.reporting;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.bson.Document;
import dev.barometer.database.IdFindingBackend;
import io.netty.channel.Channel;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * A database as a process sees it that dies at a write: just before it or just after it, and
 * nothing it asks for is answered from then on, until another process is there.
 */
public final class MortalDatabase implements AutoCloseable {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");

  private final MongoServer server = new MongoServer(new Backend());
  private final MongoClient client =
      MongoClients.create(server.bindAndGetConnectionString() + "/?retryWrites=false");
  private int writes;
  private int last = Integer.MAX_VALUE;
  private boolean isDone;
  private boolean isDead;

  public MongoOperations operations() {
    return new MongoTemplate(client, "barometer_reporting");
  }

  /**
   * The write after so many is the last.
   *
   * @param done whether that one is done
   */
  public synchronized void dieAfter(int more, boolean done) {
    last = writes + more;
    isDone = done;
  }

  public synchronized boolean isDead() {
    return isDead;
  }

  public synchronized int writes() {
    return writes;
  }

  /** Another process is there, which lives. */
  public synchronized void revive() {
    last = Integer.MAX_VALUE;
    isDead = false;
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }

  private final class Backend extends IdFindingBackend {
    @Override
    public Document handleCommand(
        Channel channel, String databaseName, String command, Document query) {
      synchronized (MortalDatabase.this) {
        if (WRITES.contains(command) && !isDead && writes++ == last) {
          isDead = true;
          if (isDone) {
            super.handleCommand(channel, databaseName, command, query);
          }
        }
        if (isDead) {
          return new Document("ok", 0).append("code", 2).append("errmsg", "died");
        }
      }
      return super.handleCommand(channel, databaseName, command, query);
    }
  }
}
