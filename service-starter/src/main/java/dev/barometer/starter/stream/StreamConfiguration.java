package dev.barometer.starter.stream;

import dev.barometer.starter.LoggedFailure;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.config.KafkaStreamsCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/**
 * What a stream does when it fails: a broker that is away is waited for; anything unknown stops the
 * stream, and the service is no longer ready.
 */
@AutoConfiguration
@ConditionalOnClass({KafkaStreams.class, StreamsBuilderFactoryBeanConfigurer.class})
class StreamConfiguration {
  private static final Logger log = LoggerFactory.getLogger(StreamConfiguration.class);

  @Bean
  Streams streamsHealthIndicator() {
    return new Streams();
  }

  /** Primary because Boot has one, too, and of several the binder takes none. */
  @Bean
  @Primary
  StreamsBuilderFactoryBeanConfigurer stopOnUnknownFailure(
      Streams streams, ObjectProvider<StreamSettings> more) {
    return factory -> {
      Properties settings = Objects.requireNonNull(factory.getStreamsConfiguration());
      more.forEach(each -> settings.putAll(each.values()));
      factory.setStreamsConfiguration(settings);
      // As a customizer because the binder sets its own handler just before it starts the stream.
      factory.setKafkaStreamsCustomizer(new StopOnUnknownFailure(factory, streams));
    };
  }

  private record StopOnUnknownFailure(StreamsBuilderFactoryBean factory, Streams streams)
      implements KafkaStreamsCustomizer {
    @Override
    public void customize(KafkaStreams stream) {
      stream.setUncaughtExceptionHandler(StopOnUnknownFailure::respond);
      Properties settings = Objects.requireNonNull(factory.getStreamsConfiguration());
      streams.add(settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG), stream);
    }

    private static StreamThreadExceptionResponse respond(Throwable failure) {
      if (StreamFailures.passes(failure)) {
        log.warn("The broker is away, a stream waits for it: {}", failure.toString());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
      }
      log.error("A stream stops", LoggedFailure.of(failure));
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
  }
}
