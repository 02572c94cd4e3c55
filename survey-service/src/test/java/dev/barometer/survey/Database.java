package dev.barometer.survey;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import dev.barometer.database.IdFindingBackend;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A database in memory that speaks MongoDB's protocol. */
public final class Database implements AutoCloseable {
  private final MongoServer server = new MongoServer(new IdFindingBackend());
  private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());

  public MongoOperations mongo() {
    return new MongoTemplate(client, "survey");
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }
}
