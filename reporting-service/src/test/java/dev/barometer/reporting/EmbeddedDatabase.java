package dev.barometer.reporting;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A server of MongoDB's protocol in this process. */
public final class EmbeddedDatabase implements AutoCloseable {
  private final MongoServer server;
  private final MongoClient client;

  private EmbeddedDatabase(MongoBackend backend) {
    server = new MongoServer(backend);
    client = MongoClients.create(server.bindAndGetConnectionString());
  }

  public static EmbeddedDatabase inMemory() {
    return new EmbeddedDatabase(new MemoryBackend());
  }

  public static EmbeddedDatabase onDisk(Path file) {
    return new EmbeddedDatabase(new H2Backend(file.toString()));
  }

  public MongoOperations operations() {
    return new MongoTemplate(client, "barometer_reporting");
  }

  public String uri() {
    return server.getConnectionString() + "/barometer_reporting";
  }

  @Override
  public void close() {
    client.close();
    server.shutdown();
  }
}
