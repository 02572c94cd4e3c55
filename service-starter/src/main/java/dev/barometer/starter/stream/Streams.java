package dev.barometer.starter.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says which streams have stopped; one that waits for the broker has not. */
final class Streams implements HealthIndicator {
  private final List<Stream> streams = new CopyOnWriteArrayList<>();

  private record Stream(String applicationId, KafkaStreams kafka) {
    boolean hasStopped() {
      KafkaStreams.State state = kafka.state();
      boolean ended = state.hasCompletedShutdown() || state == KafkaStreams.State.PENDING_ERROR;
      // It may think that it runs, and have nobody left who does.
      return ended || (state.isRunningOrRebalancing() && kafka.metadataForLocalThreads().isEmpty());
    }
  }

  /** A stream that is started again takes the place of what it was before. */
  void add(String applicationId, KafkaStreams kafka) {
    streams.removeIf(stream -> stream.applicationId().equals(applicationId));
    streams.add(new Stream(applicationId, kafka));
  }

  @Override
  public Health health() {
    List<String> stopped =
        streams.stream().filter(Stream::hasStopped).map(Stream::applicationId).toList();
    return stopped.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("stopped", stopped).build();
  }
}
