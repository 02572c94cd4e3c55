package dev.barometer.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.survey.SurveyServiceApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** survey-service with its own settings, in a process of its own that can be killed. */
final class SurveyProcess implements AutoCloseable {
  private static final String TOKEN = "h4Tz9-uWq2e-Lr7Yd-0mKxV";

  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private SurveyProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Returns at once: whoever needs it waits until it is ready.
   *
   * @param folder of its own
   * @param more settings beside those of its place
   * @param java options of Java
   */
  static SurveyProcess begin(Path folder, Map<String, String> more, String... java)
      throws IOException {
    Files.createDirectories(folder);
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC"));
    command.addAll(List.of(java));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            SurveyServiceApplication.class.getName(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--barometer.disk.folders=" + folder,
            "--barometer.imports.directory=" + folder.resolve("imports"),
            "--spring.cloud.stream.kafka.streams.binder.configuration.state.dir="
                + folder.resolve("streams")));
    more.forEach((name, value) -> command.add("--" + name + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("BAROMETER_API_TOKEN", TOKEN);
    builder.redirectOutput(folder.resolve("out.txt").toFile());
    return new SurveyProcess(builder.start(), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  boolean isReady() {
    try {
      return http.send(
                  HttpRequest.newBuilder(address("/actuator/health/readiness"))
                      .timeout(Duration.ofSeconds(10))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false; // it is still starting
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Posts JSON; what is answered must have this status. */
  void post(String path, String json, int status) {
    try {
      HttpResponse<String> answer = post(path, "application/json", json);
      if (answer.statusCode() != status) {
        throw new AssertionError(path + " " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  /**
   * Posts a batch of ticket events.
   *
   * @return whether it was taken; not where nothing was answered, or that it is to come again
   */
  boolean takes(String events) {
    try {
      HttpResponse<String> answer =
          post("/api/tickets/events", "application/cloudevents-batch+json", events);
      boolean isTaken = answer.statusCode() == 202;
      if (!isTaken && answer.headers().firstValue("Retry-After").isEmpty()) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return isTaken;
    } catch (IOException e) {
      return false; // it was killed: nobody knows how much of it was taken
    }
  }

  private HttpResponse<String> post(String path, String type, String body) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(address(path))
              .header("Authorization", "Bearer " + TOKEN)
              .header("Content-Type", type)
              .timeout(Duration.ofMinutes(5))
              .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
              .build(),
          HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Dies at once and says goodbye to nobody. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The most memory it ever took, in megabytes, where the system tells; else -1. */
  long mostResident() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
          .findFirst()
          .orElse(-1);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
