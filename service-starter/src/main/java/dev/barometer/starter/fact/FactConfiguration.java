package dev.barometer.starter.fact;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.deadletter.DeadLetters;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.position.Positions;
import dev.barometer.starter.position.SeekToPositions;
import dev.barometer.starter.signature.Signatures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.config.ConsumerEndpointCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.support.ProducerListener;

/** Reading facts and writing them. */
@AutoConfiguration(
    before = KafkaAutoConfiguration.class,
    after = DataMongoAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties({BarometerProperties.class, KafkaProperties.class})
class FactConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** One producer for all that is not a Kafka Streams application. */
  @Bean
  DefaultKafkaProducerFactory<byte[], byte[]> factProducers(
      KafkaProperties kafka, KafkaConnectionDetails connection, MeterRegistry meters) {
    Map<String, Object> settings = kafka.buildProducerProperties();
    settings.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getProducer().getBootstrapServers());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    var producers = new DefaultKafkaProducerFactory<byte[], byte[]>(settings);
    producers.addListener(new MicrometerProducerListener<>(meters));
    return producers;
  }

  @Bean
  KafkaTemplate<byte[], byte[]> factTemplate(
      DefaultKafkaProducerFactory<byte[], byte[]> factProducers, BarometerProperties barometer) {
    var template = new KafkaTemplate<>(factProducers);
    // Whoever sent it learns of a failure and says so; once is enough.
    template.setProducerListener(new ProducerListener<>() {});
    template.setObservationEnabled(barometer.tracing().isOn());
    return template;
  }

  @Bean
  FactPublisher factPublisher(
      KafkaTemplate<byte[], byte[]> factTemplate,
      BarometerProperties barometer,
      Signatures signatures,
      Clock clock) {
    return new FactPublisher(factTemplate, barometer.writes(), signatures, clock);
  }

  @Bean
  FactConsumers factConsumers(
      KafkaTemplate<byte[], byte[]> factTemplate,
      BarometerProperties barometer,
      ObjectProvider<Positions> positions,
      MeterRegistry meters,
      ObservationRegistry observations,
      Clock clock) {
    boolean traced = barometer.tracing().isOn();
    return new FactConsumers(
        new DeadLetters(factTemplate, barometer.service(), clock),
        positions.getIfAvailable(() -> Positions.NONE),
        meters,
        new FactTraces(traced ? observations : ObservationRegistry.NOOP),
        clock);
  }

  @Bean
  Bindings bindingsHealthIndicator(
      Troubles troubles,
      ObjectProvider<SeekToPositions> seeks,
      ObjectProvider<Positions> positions) {
    return new Bindings(
        troubles,
        () -> seeks.stream().flatMap(seek -> seek.madeAnew().stream()).collect(Collectors.toSet()),
        () -> positions.stream().flatMap(kept -> kept.lost().stream()).collect(Collectors.toSet()),
        (starts, consumer) -> seeks.forEach(seek -> seek.readAgain(starts, consumer)));
  }

  /** Hands the records of a poll over as they are, and failures to the failure policy alone. */
  @Bean
  @SuppressWarnings("NullAway") // an adapter without error channel throws: what is wanted here
  ConsumerEndpointCustomizer<KafkaMessageDrivenChannelAdapter<byte[], byte[]>> rawBatches() {
    return (endpoint, destination, group) -> {
      endpoint.setBatchMessageConverter(new RawBatches());
      endpoint.setErrorChannel(null);
    };
  }
}
