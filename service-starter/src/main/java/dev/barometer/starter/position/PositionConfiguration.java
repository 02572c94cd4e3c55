package dev.barometer.starter.position;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.progress.OwnPositions;
import dev.barometer.starter.store.Interruptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;

/** Where reading goes on, for services that keep it in their own store. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
@ConditionalOnProperty(name = "barometer.positions", havingValue = "mongo")
class PositionConfiguration {

  @Bean
  MongoPositions positions(
      MongoOperations mongo,
      BarometerProperties barometer,
      Interruptions interruptions,
      ObjectProvider<ReadingWatch> watch) {
    return new MongoPositions(
        mongo, barometer.service(), interruptions, watch.getIfAvailable(() -> ReadingWatch.NONE));
  }

  /** Where nothing is kept of a partition, nothing of it was read: whatever the group says. */
  @Bean
  OwnPositions ownPositions(Positions positions, ObjectProvider<ReadingWatch> watch) {
    ReadingWatch watching = watch.getIfAvailable(() -> ReadingWatch.NONE);
    return partitions -> {
      Map<TopicPartition, Long> read =
          new HashMap<>(watching.seen(partitions, () -> positions.find(partitions)));
      partitions.forEach(partition -> read.putIfAbsent(partition, 0L));
      return read;
    };
  }

  @Bean
  SeekToPositions seekToPositions(
      Positions positions, KafkaProperties kafka, KafkaConnectionDetails connection) {
    Map<String, Object> settings = kafka.buildAdminProperties();
    settings.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return new SeekToPositions(positions, new BrokerTopicIds(settings));
  }
}
