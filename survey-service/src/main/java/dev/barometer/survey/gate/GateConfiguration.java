package dev.barometer.survey.gate;

import dev.barometer.starter.fact.Outages;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaStreamsCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/**
 * What a gate does when it fails: a broker that is away is waited for; anything unknown stops the
 * gate, and the service is no longer ready.
 */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {
  private static final Logger log = LoggerFactory.getLogger(GateConfiguration.class);

  @Bean
  StreamsBuilderFactoryBeanConfigurer stopOnUnknownFailure() {
    // As a customizer because the binder sets its own handler just before it starts the gate.
    return gate -> gate.setKafkaStreamsCustomizer(new StopOnUnknownFailure());
  }

  private static final class StopOnUnknownFailure implements KafkaStreamsCustomizer {
    @Override
    public void customize(KafkaStreams gate) {
      gate.setUncaughtExceptionHandler(StopOnUnknownFailure::respond);
    }

    private static StreamThreadExceptionResponse respond(Throwable failure) {
      if (Outages.isOutage(failure)) {
        log.warn("The broker is away, a gate waits for it: {}", failure.toString());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
      }
      log.error("A gate stops: {}", failure.getMessage(), failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
  }
}
