package dev.barometer.starter.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

class StreamConfigurationTest {
  @Test
  void addsWhatAServiceSets_objectsToo() {
    Object memory = new Object();
    StreamSettings more =
        () -> Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 70L, "memory", memory);
    var beans = new StaticListableBeanFactory(Map.of("more", more));
    var factory =
        new StreamsBuilderFactoryBean(
            new KafkaStreamsConfiguration(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "trial")));

    new StreamConfiguration()
        .stopOnUnknownFailure(new Streams(), beans.getBeanProvider(StreamSettings.class))
        .configure(factory);

    assertThat(factory.getStreamsConfiguration())
        .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "trial")
        .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 70L)
        .containsEntry("memory", memory);
  }
}
