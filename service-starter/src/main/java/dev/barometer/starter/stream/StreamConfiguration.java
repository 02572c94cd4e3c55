package dev.barometer.starter.stream;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.stream.StoreMemoryConfiguration.StoreMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.config.KafkaStreamsCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/**
 * The memory that streams share, and what a stream does when it fails: a broker that is away is
 * waited for; anything unknown stops the stream, and the service is no longer ready.
 */
@AutoConfiguration
@ConditionalOnClass({KafkaStreams.class, StreamsBuilderFactoryBeanConfigurer.class})
class StreamConfiguration {
  @Bean
  Streams streamsHealthIndicator() {
    return new Streams();
  }

  /** Made when the first stream is: not each service has one. */
  @Bean
  @Lazy
  StoreMemory storeMemory(BarometerProperties settings) {
    return new StoreMemory(settings.storeMemory().toBytes());
  }

  /** Primary because Boot has one, too, and of several the binder takes none. */
  @Bean
  @Primary
  StreamsBuilderFactoryBeanConfigurer stopOnUnknownFailure(
      Streams streams,
      ObjectProvider<StoreMemory> memory,
      ObjectProvider<StreamSettings> more,
      ObjectProvider<MeterRegistry> meters) {
    return factory -> {
      Properties settings = Objects.requireNonNull(factory.getStreamsConfiguration());
      String applicationId = settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
      Commits commits = new Commits(applicationId, meters.getObject());
      settings.putAll(memory.getObject().settings());
      settings.putAll(commits.settings());
      more.forEach(each -> settings.putAll(each.values()));
      factory.setStreamsConfiguration(settings);
      factory.setClientSupplier(new StreamClients(commits));
      // Says goodbye, so that the others take over at once and need not find out that it has gone.
      factory.setLeaveGroupOnClose(true);
      // As a customizer because the binder sets its own handler just before it starts the stream.
      factory.setKafkaStreamsCustomizer(new StopOnUnknownFailure(factory, streams));
    };
  }

  private record StopOnUnknownFailure(StreamsBuilderFactoryBean factory, Streams streams)
      implements KafkaStreamsCustomizer {
    @Override
    public void customize(KafkaStreams stream) {
      Properties settings = Objects.requireNonNull(factory.getStreamsConfiguration());
      String applicationId = settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
      var clients = new StreamsConfig(settings).getAdminConfigs(applicationId + "-recovery");
      stream.setUncaughtExceptionHandler(new Recovery(stream, Recovery.impatient(clients)));
      streams.add(applicationId, stream);
    }
  }
}
