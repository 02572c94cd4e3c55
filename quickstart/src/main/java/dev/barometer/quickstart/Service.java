package dev.barometer.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of the four services, as it runs here.
 *
 * @param name names its settings file too
 */
record Service(String name, Class<?> application, int port) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Its database: the service's name as MongoDB allows it. */
  String database() {
    return "barometer_" + name.replace("-service", "");
  }

  /**
   * Starts it; returns when it says that it is ready for traffic.
   *
   * @param settings win over its settings file and over the environment
   */
  ConfigurableApplicationContext start(Map<String, String> settings) {
    var context =
        new SpringApplicationBuilder(application)
            .properties("spring.config.name=" + name)
            // Here nobody has a mail server, and everybody may look at what would have been sent.
            .properties("barometer.mail.kept=true")
            .bannerMode(Banner.Mode.OFF)
            .registerShutdownHook(false)
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
    try {
      awaitReady();
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
    return context;
  }

  private void awaitReady() {
    var client = HttpClient.newHttpClient();
    var readiness =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
            .timeout(Duration.ofSeconds(10))
            .build();
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (status(client, readiness) != 200) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            name + " started, but is not ready after " + Progress.seconds(PATIENCE));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static int status(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0; // asked again until the patience ends
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a service started", e);
    }
  }
}
