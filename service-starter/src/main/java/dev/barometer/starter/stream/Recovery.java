package dev.barometer.starter.stream;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream does when one of its threads fails: after what {@link StreamFailures} lets pass it
 * gets a new thread, after anything else it stops. The new thread comes when the broker answers:
 * one whose clients cannot find the broker does not start, and then no other would come.
 */
final class Recovery implements StreamsUncaughtExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int PATIENCE_MS = 5_000;

  private final KafkaStreams stream;
  private final Map<String, Object> clients;

  /**
   * @param clients how the stream's clients find the broker
   */
  Recovery(KafkaStreams stream, Map<String, Object> clients) {
    this.stream = stream;
    this.clients = clients;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (!StreamFailures.passes(failure)) {
      log.error("A stream stops", LoggedFailure.of(failure));
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    log.warn(
        "A thread of a stream ends; another comes when the broker answers: {}", failure.toString());
    boolean back = awaitBroker();
    return back
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Whether the broker came back before the stream was told to end. */
  private boolean awaitBroker() {
    GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (!answers()) {
      if (!stream.state().isRunningOrRebalancing() || !slept(pause)) {
        return false;
      }
    }
    return true;
  }

  private boolean answers() {
    try (Admin admin = Admin.create(clients)) {
      admin.describeCluster().nodes().get();
      return true;
    } catch (KafkaException | ExecutionException e) {
      log.debug("The broker does not answer yet", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean slept(GrowingPause pause) {
    try {
      pause.sleep();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A stream's own settings for its admin client, with less patience. */
  static Map<String, Object> impatient(Map<String, Object> admin) {
    admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return admin;
  }
}
