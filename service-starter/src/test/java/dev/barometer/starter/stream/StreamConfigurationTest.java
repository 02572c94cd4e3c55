package dev.barometer.starter.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.patience.Troubles;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

class StreamConfigurationTest {

  @Test
  void isTheOneThatTheBinderTakes_whenThereIsAnotherOfBoot() {
    new ApplicationContextRunner()
        .withUserConfiguration(StreamConfiguration.class, Settings.class)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean(Troubles.class, Troubles::new)
        .withBean("kafkaStreamsMetrics", StreamsBuilderFactoryBeanConfigurer.class, Other::new)
        .run(
            context ->
                // As the binder asks.
                assertThat(
                        context
                            .getBeanProvider(StreamsBuilderFactoryBeanConfigurer.class)
                            .getIfUnique())
                    .isSameAs(context.getBean("neverStopForGood")));
  }

  @Test
  void isNotThere_whenTheServiceHasNoStreams() {
    // spring-kafka brings the configurer's class to every service, but Kafka Streams only to some.
    new ApplicationContextRunner()
        .withClassLoader(new FilteredClassLoader("org.apache.kafka.streams"))
        .withConfiguration(AutoConfigurations.of(StreamConfiguration.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("neverStopForGood"));
  }

  @Test
  void addsWhatAServiceSets_objectsToo() {
    Object memory = new Object();
    StreamSettings more =
        () -> Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 70L, "memory", memory);
    new ApplicationContextRunner()
        .withUserConfiguration(StreamConfiguration.class, Settings.class)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean(Troubles.class, Troubles::new)
        .withBean(StreamSettings.class, () -> more)
        .run(
            context -> {
              var factory =
                  new StreamsBuilderFactoryBean(
                      new KafkaStreamsConfiguration(
                          Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "trial")));

              context.getBean(StreamsBuilderFactoryBeanConfigurer.class).configure(factory);

              assertThat(factory.getStreamsConfiguration())
                  .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "trial")
                  .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 70L)
                  .containsEntry("memory", memory)
                  .containsEntry(
                      StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                      StoreMemoryConfiguration.class);
            });
  }

  @Test
  void letsAStreamThatIsStoppedLeaveItsGroup_soThatOthersTakeOverAtOnce() {
    new ApplicationContextRunner()
        .withUserConfiguration(StreamConfiguration.class, Settings.class)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean(Troubles.class, Troubles::new)
        .run(
            context -> {
              var factory =
                  new StreamsBuilderFactoryBean(
                      new KafkaStreamsConfiguration(
                          Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "trial")));

              context.getBean(StreamsBuilderFactoryBeanConfigurer.class).configure(factory);

              assertThat(factory).hasFieldOrPropertyWithValue("leaveGroupOnClose", true);
            });
  }

  @EnableConfigurationProperties(BarometerProperties.class)
  static class Settings {}

  private static final class Other implements StreamsBuilderFactoryBeanConfigurer {
    @Override
    public void configure(StreamsBuilderFactoryBean stream) {}
  }
}
