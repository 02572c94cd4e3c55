package dev.barometer.starter.progress;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.BarometerProperties.Privacy;
import dev.barometer.starter.topic.GrouplessConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** Watches how old the data is, in the services that are asked for it. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnProperty("barometer.progress.watch")
@EnableConfigurationProperties({
  BarometerProperties.class,
  KafkaProperties.class,
  ProgressProperties.class
})
class ProgressConfiguration {
  private static final int PATIENCE_MS = 5_000;

  @Bean(destroyMethod = "")
  BrokerLog brokerLog(
      BarometerProperties barometer, KafkaProperties kafka, KafkaConnectionDetails connection) {
    String name = barometer.service() + "-progress";
    Map<String, Object> admin = kafka.buildAdminProperties();
    admin.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
    admin.put(AdminClientConfig.CLIENT_ID_CONFIG, name);
    admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    Map<String, Object> consumer = GrouplessConsumers.settings(kafka, connection);
    consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, name + "-ahead");
    consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    // It only wants to know whether there is a record: little is fetched, and nothing waited for.
    consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024);
    consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    return new BrokerLog(() -> Admin.create(admin), () -> GrouplessConsumers.of(consumer));
  }

  @Bean
  Chain progressChain(
      ProgressProperties settings,
      BarometerProperties barometer,
      BrokerLog brokerLog,
      ObjectProvider<OwnPositions> own) {
    boolean isHeld = barometer.organisation().privacy() == Privacy.STRICT;
    String end =
        switch (settings.watch()) {
          case SCORING -> "scoring-service";
          case REPORTING -> "reporting-service";
          case DESK -> "complaint-service";
        };
    // Whoever else watches has positions of other readings.
    boolean isTheEnd = barometer.service().equals(end);
    boolean asks = barometer.service().equals("survey-service");
    return Way.of(
        settings,
        asks,
        isHeld,
        brokerLog,
        brokerLog::group,
        isTheEnd ? own.getIfAvailable() : null);
  }

  @Bean
  Progress progress(Chain progressChain, BrokerLog brokerLog, Clock clock, MeterRegistry meters) {
    Progress progress = new Progress(progressChain, brokerLog, clock);
    ProgressMetrics.register(progress, progressChain, clock.instant(), meters);
    return progress;
  }

  /** Its name is that of the health component. */
  @Bean
  ProgressHealth progressHealthIndicator(
      Progress progress, Chain progressChain, ProgressProperties settings, Clock clock) {
    Instant since = clock.instant();
    return new ProgressHealth(progress, progressChain, settings.behindAfter(), since);
  }
}
