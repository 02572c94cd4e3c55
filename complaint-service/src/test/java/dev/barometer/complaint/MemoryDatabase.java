package dev.barometer.complaint;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import dev.barometer.complaint.cases.ComplaintTextStore;
import dev.barometer.database.IdFindingBackend;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;

/** A database in this process, empty before each test. */
public final class MemoryDatabase implements BeforeEachCallback, AfterAllCallback {
  private static final String NAME = "barometer_complaint";

  private final MongoServer server;
  private final String address;
  private final MongoClient client;
  private final MongoTemplate template;

  public MemoryDatabase() {
    this(new IdFindingBackend());
  }

  public MemoryDatabase(IdFindingBackend backend) {
    server = new MongoServer(backend);
    address = server.bindAndGetConnectionString();
    client = MongoClients.create(address);
    template = templateOf(client);
  }

  /** As the service has one: it keeps what the service keeps. */
  public static MongoTemplate templateOf(MongoClient client) {
    MongoTemplate template = new MongoTemplate(client, NAME);
    var converter = (MappingMongoConverter) template.getConverter();
    converter.setCustomConversions(ComplaintTextStore.conversions());
    converter.afterPropertiesSet();
    return template;
  }

  public MongoOperations mongo() {
    return template;
  }

  /** Where other processes find it. */
  public String address() {
    return address;
  }

  public void clear() {
    template.getDb().drop();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    server.shutdownNow();
  }
}
