package dev.barometer.starter.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
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
      PatientStart.of(environment).await("the database", () -> ping(new ConnectionString(uri)));
    }
  }

  /** A start that ends before anything is asked of the database, as when an image is made. */
  private boolean isRehearsal() {
    return "onRefresh".equals(environment.getProperty("spring.context.exit"));
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
    }
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
