package dev.barometer.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The service itself, with its own settings, in a process of its own. */
final class ServiceProcess implements AutoCloseable {
  private static final String TOKEN = "h4Tz9-uWq2e-Lr7Yd-0mKxV";

  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param more settings, as the service is given them
   */
  static ServiceProcess start(
      String bootstrapServers, Path state, int partitions, Map<String, String> more)
      throws IOException {
    int port = freePort();
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("spring.kafka.bootstrap-servers", bootstrapServers);
    settings.put("server.port", Integer.toString(port));
    settings.put("server.address", "127.0.0.1");
    settings.put("barometer.topics.partitions", Integer.toString(partitions));
    settings.put(
        "spring.cloud.stream.kafka.streams.binder.configuration.state.dir", state.toString());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ScoringServiceApplication.class.getName()));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("BAROMETER_API_TOKEN", TOKEN);
    return new ServiceProcess(builder.start(), port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Dies at once and says goodbye to nobody. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Leaves as a service does that is stopped. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** What its meters say, by their name; one with tags says several things. */
  Map<String, DoubleSummaryStatistics> meters() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    Map<String, DoubleSummaryStatistics> meters = new TreeMap<>();
    http.send(request, BodyHandlers.ofString(UTF_8))
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              String name = line.substring(0, line.lastIndexOf(' ')).replaceAll("\\{.*", "");
              meters
                  .computeIfAbsent(name, none -> new DoubleSummaryStatistics())
                  .accept(Double.parseDouble(line.substring(line.lastIndexOf(' '))));
            });
    return meters;
  }

  /** The most memory it ever took, in bytes, where the system tells; else -1. */
  long mostResident() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(-1);
    }
  }

  /** The time of the processors it has taken, in seconds. */
  double processorSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1_000.0;
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
