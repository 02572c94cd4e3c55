package dev.barometer.starter.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.waiting.PatientStart;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Waits for the database before any bean is made: some make their indexes when they are. Only for a
 * database that does not answer; one that answers no is left to whoever asks it next. A connection
 * that is set up by more than its URI (an SSL bundle) is not tried here.
 */
final class AwaitsDatabase implements BeanFactoryPostProcessor, Ordered {
  private final Environment environment;

  AwaitsDatabase(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    String uri = environment.getProperty("spring.mongodb.uri");
    if (uri != null
        && !environment.containsProperty("spring.mongodb.ssl.bundle")
        && !isRehearsal()) {
      ConnectionString connection = parse(uri);
      PatientStart.of(environment).await("the database", () -> ping(connection));
    }
  }

  /** A start that ends before anything is asked of the database, as when an image is made. */
  private boolean isRehearsal() {
    return "onRefresh".equals(environment.getProperty("spring.context.exit"));
  }

  /** What is wrong with it is not quoted: it holds a password. */
  private static ConnectionString parse(String uri) {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          "spring.mongodb.uri is not a connection string of MongoDB.",
          "Write it as mongodb://user:password@host:27017/database, with special characters of user and password as %XX.");
    }
  }

  private static Optional<String> ping(ConnectionString uri) {
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(uri)
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(5, TimeUnit.SECONDS))
            .build();
    String database = uri.getDatabase() == null ? "admin" : uri.getDatabase();
    try (MongoClient client = MongoClients.create(settings)) {
      client.getDatabase(database).runCommand(new Document("ping", 1));
      return Optional.empty();
    } catch (MongoTimeoutException e) {
      return Optional.of("it does not answer");
    } catch (MongoSecurityException e) {
      throw new StartRefusedException(
          "The database does not take the user and password of spring.mongodb.uri.",
          "Give the service the user that was made for it: see \"With Docker\" in docs/operations.md.");
    }
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
