package dev.barometer.starter.store;

import com.mongodb.MongoClientSettings;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.core.MongoOperations;

/** For services with a database. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
class StoreConfiguration {

  @Bean
  @ConditionalOnBean(MongoClientSettings.class)
  static BeanFactoryPostProcessor awaitsDatabase(Environment environment) {
    return new AwaitsDatabase(environment);
  }

  @Bean
  Interruptions interruptions() {
    return new Interruptions();
  }

  /** A store that is away is noticed in seconds: whoever waits can decide to ask again. */
  @Bean
  MongoClientSettingsBuilderCustomizer timeouts(Interruptions interruptions) {
    return settings ->
        settings
            .applyToConnectionPoolSettings(pool -> pool.addConnectionPoolListener(interruptions))
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(60, TimeUnit.SECONDS));
  }

  @Bean
  @ConditionalOnBean(MongoOperations.class)
  HealthIndicator databaseHealthIndicator(MongoOperations mongo) {
    return new DatabaseHealth(mongo);
  }
}
