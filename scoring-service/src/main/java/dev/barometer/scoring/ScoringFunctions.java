package dev.barometer.scoring;

import dev.barometer.scoring.observation.EntityMetrics;
import dev.barometer.scoring.observation.EntityTopology;
import dev.barometer.scoring.rolling.RollingTopology;
import dev.barometer.starter.BarometerProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Facts in, tallies and rolling scores out. */
@Configuration(proxyBeanMethods = false)
class ScoringFunctions {

  @Bean
  EntityTopology entities(
      ScoringProperties settings, BarometerProperties barometer, MeterRegistry meters) {
    return new EntityTopology(
        settings.rules(barometer.organisation()), new EntityMetrics(meters), barometer.service());
  }

  @Bean
  RollingTopology rolling(ScoringProperties settings, BarometerProperties barometer) {
    return new RollingTopology(
        barometer.organisation().minimumN(),
        settings.keptPairs(),
        settings.retention(barometer.organisation().zone()),
        settings.heapPerStore().toBytes());
  }

  @Bean
  @SuppressWarnings("unchecked")
  Function<KStream<byte[], byte[]>, KStream<String, byte[]>[]> scoreFacts(
      EntityTopology entities, RollingTopology rolling) {
    return facts -> {
      RollingTopology.Published published = rolling.roll(entities.differences(facts));
      return new KStream[] {published.tallies(), published.scores()};
    };
  }
}
