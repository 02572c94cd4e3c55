package dev.barometer.benchmarks.service;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Measured;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** survey-service as it is shipped, on the contestant's core. */
public final class SurveyService {
  public static final String NAME = "survey-service";

  private static final String GATE = "survey-service.guard-responses";

  private SurveyService() {}

  /** Starts it with nothing known, over a database that is empty. */
  public static Measured start(Bench bench, int port, String token, EmbeddedDatabase database)
      throws IOException, InterruptedException {
    return ShippedService.of(bench, NAME)
        .start(
            "survey",
            List.of(
                "--server.port=" + port,
                "--barometer.api-token=" + token,
                "--spring.mongodb.uri=" + database.uri(),
                "--spring.kafka.bootstrap-servers=" + bench.broker().bootstrapServers(),
                "--spring.cloud.stream.kafka.streams.binder.configuration.state.dir="
                    + bench.folder("survey-state")));
  }

  /** How many inbound responses its gate has read. */
  public static long gatePosition(Bench bench) throws ExecutionException, InterruptedException {
    Admin admin = bench.broker().admin();
    return admin
        .listConsumerGroupOffsets(GATE)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }
}
