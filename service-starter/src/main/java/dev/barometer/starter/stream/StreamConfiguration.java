package dev.barometer.starter.stream;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.stream.StoreMemoryConfiguration.StoreMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.config.KafkaStreamsCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/**
 * The memory that streams share, and what a stream does when it fails: a broker that is away is
 * waited for; after anything unknown it is tried again, and the service is not ready meanwhile.
 */
@AutoConfiguration
@ConditionalOnClass({KafkaStreams.class, StreamsBuilderFactoryBeanConfigurer.class})
class StreamConfiguration {
  @Bean
  Streams streamsHealthIndicator(Troubles troubles) {
    return new Streams(troubles);
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
  StreamsBuilderFactoryBeanConfigurer neverStopForGood(
      Streams streams,
      Troubles troubles,
      ObjectProvider<StoreMemory> memory,
      ObjectProvider<StreamSettings> more,
      ObjectProvider<MeterRegistry> meters,
      ListableBeanFactory beans,
      ObjectProvider<BindingsLifecycleController> bindings) {
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
      factory.setKafkaStreamsCustomizer(
          new NeverStopForGood(
              factory, streams, troubles, new StreamBinding(factory, beans, bindings)));
    };
  }

  private record NeverStopForGood(
      StreamsBuilderFactoryBean factory, Streams streams, Troubles troubles, StreamBinding binding)
      implements KafkaStreamsCustomizer {
    @Override
    public KafkaStreams initKafkaStreams(
        Topology topology, Properties settings, KafkaClientSupplier clients) {
      return new PatientStream(
          topology, settings, clients, failure -> streams.startFailed(applicationId(), failure));
    }

    @Override
    public void customize(KafkaStreams stream) {
      StreamsConfig settings = new StreamsConfig(settings());
      String id = applicationId();
      var clients = Recovery.impatient(settings.getAdminConfigs(id + "-recovery"));
      var recovery = new Recovery(id, stream, clients, troubles, task -> streams.damaged(id, task));
      stream.setUncaughtExceptionHandler(recovery);
      Path folder = Path.of(settings.getString(StreamsConfig.STATE_DIR_CONFIG), id);
      streams.add(id, stream, recovery, binding, folder);
    }

    private String applicationId() {
      return settings().getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    }

    private Properties settings() {
      return Objects.requireNonNull(factory.getStreamsConfiguration());
    }
  }
}
