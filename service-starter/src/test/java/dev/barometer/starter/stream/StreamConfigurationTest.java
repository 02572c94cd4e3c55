package dev.barometer.starter.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

class StreamConfigurationTest {

  @Test
  void isTheOneThatTheBinderTakes_whenThereIsAnotherOfBoot() {
    new ApplicationContextRunner()
        .withUserConfiguration(StreamConfiguration.class)
        .withBean("kafkaStreamsMetrics", StreamsBuilderFactoryBeanConfigurer.class, Other::new)
        .run(
            context ->
                // As the binder asks.
                assertThat(
                        context
                            .getBeanProvider(StreamsBuilderFactoryBeanConfigurer.class)
                            .getIfUnique())
                    .isSameAs(context.getBean("stopOnUnknownFailure")));
  }

  @Test
  void isNotThere_whenTheServiceHasNoStreams() {
    // spring-kafka brings the configurer's class to every service, but Kafka Streams only to some.
    new ApplicationContextRunner()
        .withClassLoader(new FilteredClassLoader("org.apache.kafka.streams"))
        .withConfiguration(AutoConfigurations.of(StreamConfiguration.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("stopOnUnknownFailure"));
  }

  private static final class Other implements StreamsBuilderFactoryBeanConfigurer {
    @Override
    public void configure(org.springframework.kafka.config.StreamsBuilderFactoryBean stream) {}
  }
}
