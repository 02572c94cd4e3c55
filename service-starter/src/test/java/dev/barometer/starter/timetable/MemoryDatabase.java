package dev.barometer.starter.timetable;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A database in this process. */
public final class MemoryDatabase implements AutoCloseable {
  private final MongoServer server = new MongoServer(new MemoryBackend());
  private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
  private final MongoTemplate template = new MongoTemplate(client, "trial");

  public MongoOperations mongo() {
    return template;
  }

  public void clear() {
    template.getDb().drop();
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }
}
