package dev.barometer.starter.access;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.topic.GrouplessConsumers;
import dev.barometer.starter.waiting.PatientStart;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Reads the topics that tell who may call and who was erased. */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties({BarometerProperties.class, KafkaProperties.class})
class AccessConfiguration {
  private static final Duration LONGEST_START = Duration.ofSeconds(10);
  private static final Duration LONGEST_FETCH = Duration.ofSeconds(5);

  /** Its name is that of the health component. */
  @Bean
  SignedTopicsReader tokensHealthIndicator(
      List<SignedTopic<?>> topics,
      BarometerProperties barometer,
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      Signatures signatures,
      MeterRegistry meters,
      Environment environment) {
    Map<String, Object> settings = GrouplessConsumers.settings(kafka, connection);
    // What comes is told at once all the same.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) LONGEST_FETCH.toMillis());
    return new SignedTopicsReader(
        () -> GrouplessConsumers.of(settings),
        topics,
        barometer.topics().partitions(),
        signatures,
        meters,
        LONGEST_START,
        PatientStart.of(environment));
  }
}
