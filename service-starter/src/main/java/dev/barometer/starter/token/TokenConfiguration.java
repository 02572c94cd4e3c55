package dev.barometer.starter.token;

import dev.barometer.contract.Topics;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.signature.Signatures;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The tokens that were issued while the suite runs; without it only those in the settings count.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties({BarometerProperties.class, KafkaProperties.class})
class TokenConfiguration {
  private static final Duration LONGEST_START = Duration.ofSeconds(10);

  @Bean
  TokenDirectory tokenDirectory() {
    return new TokenDirectory();
  }

  /** Its name is that of the health component. */
  @Bean
  TokenReader tokensHealthIndicator(
      TokenDirectory tokenDirectory,
      BarometerProperties barometer,
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      Signatures signatures,
      ObjectProvider<DoubtfulTokens> doubts,
      MeterRegistry meters) {
    Map<String, Object> settings = kafka.buildConsumerProperties();
    settings.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getConsumer().getBootstrapServers());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new TokenReader(
        () ->
            new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        barometer.topics().partitions(),
        tokenDirectory,
        signatures,
        doubts.getIfAvailable(() -> DoubtfulTokens.COUNTED),
        meters,
        LONGEST_START);
  }

  @Bean
  TokenUses tokenUses(
      KafkaTemplate<byte[], byte[]> factTemplate, BarometerProperties barometer, Clock clock) {
    FactPublisher publisher = new FactPublisher(factTemplate, List.of(Topics.TOKEN_USES));
    return new TokenUses(publisher, barometer.service(), clock);
  }
}
