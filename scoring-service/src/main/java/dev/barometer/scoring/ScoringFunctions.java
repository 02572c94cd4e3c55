package dev.barometer.scoring;

import dev.barometer.scoring.observation.SourceMetrics;
import dev.barometer.scoring.observation.SourceTopology;
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
  SourceTopology sources(
      ScoringProperties settings, BarometerProperties barometer, MeterRegistry meters) {
    return new SourceTopology(
        settings.rules(barometer.organisation()), new SourceMetrics(meters), barometer.service());
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
      SourceTopology sources, RollingTopology rolling) {
    return facts -> {
      RollingTopology.Published published = rolling.roll(sources.differences(facts));
      return new KStream[] {published.tallies(), published.scores()};
    };
  }
}
