package dev.barometer.starter.stream;

import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * A stream that does not keep its service from starting when it cannot start itself, as where kept
 * state cannot be opened: the service is not ready until it does.
 */
final class PatientStream extends KafkaStreams {
  private final Consumer<Throwable> startFailed;

  PatientStream(
      Topology topology,
      Properties settings,
      KafkaClientSupplier clients,
      Consumer<Throwable> startFailed) {
    super(topology, settings, clients);
    this.startFailed = startFailed;
  }

  @Override
  public synchronized void start() {
    try {
      super.start();
    } catch (StreamsException e) {
      startFailed.accept(e);
    }
  }
}
