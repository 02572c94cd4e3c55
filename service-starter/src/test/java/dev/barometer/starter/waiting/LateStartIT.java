package dev.barometer.starter.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.starter.trial.TrialApplication;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A service that is started before its database and its broker comes up by itself. */
class LateStartIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  private final int port = freePort();
  private final int databasePort = freePort();

  @Test
  void livesAndSaysWhatItWaitsFor_untilBothAreThere() {
    MongoServer database = new MongoServer(new MemoryBackend());
    try (EmbeddedBroker broker = EmbeddedBroker.atFreePorts(folder, Map.of())) {
      CompletableFuture<ConfigurableApplicationContext> service =
          CompletableFuture.supplyAsync(() -> start(broker));

      await().atMost(LIMIT).until(() -> get("readiness").contains("Waits for the database"));
      assertThat(get("liveness")).startsWith("200");

      database.bind("127.0.0.1", databasePort);
      await().atMost(LIMIT).until(() -> get("readiness").contains("Waits for the broker"));
      assertThat(get("readiness")).startsWith("503");
      assertThat(get("liveness")).startsWith("200");
      assertThat(service).isNotDone();

      broker.start();
      await().atMost(LIMIT).until(() -> get("readiness").startsWith("200"));
      service.join().close();
    } finally {
      database.shutdownNow();
    }
  }

  private ConfigurableApplicationContext start(EmbeddedBroker broker) {
    Map<String, String> settings = new HashMap<>();
    settings.put("server.port", Integer.toString(port));
    settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("spring.mongodb.uri", "mongodb://127.0.0.1:" + databasePort + "/trial");
    settings.put("barometer.reads", Topics.RESPONSES);
    settings.put("barometer.positions", "mongo");
    settings.put("spring.cloud.function.definition", "storeResponses");
    settings.put("spring.cloud.stream.bindings.storeResponses-in-0.destination", Topics.RESPONSES);
    return TrialApplication.start(settings);
  }

  /** Status and body; nothing where nobody listens yet. */
  private String get(String group) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + group);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (ConnectException e) {
      return "";
    } catch (IOException e) {
      return "closed between";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
