package dev.barometer.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The suite in a process of its own, started by {@code ./run}. */
final class RunningSuite implements AutoCloseable {
  private static final Pattern SIZE = Pattern.compile("\"n\":(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  private final Process process;
  private final int portBase;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private RunningSuite(Process process, int portBase, String token) {
    this.process = process;
    this.portBase = portBase;
    this.token = token;
  }

  /** Returns when it is ready. */
  static RunningSuite start(Path home, Path data, int portBase, String token)
      throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            home.resolve("run").toString(),
            "--no-samples",
            "--data",
            data.toString(),
            "--port-base",
            Integer.toString(portBase));
    command.environment().put("BAROMETER_API_TOKEN", token);
    command.redirectErrorStream(true).redirectOutput(data.resolve("suite.out").toFile());
    RunningSuite suite = new RunningSuite(command.start(), portBase, token);
    long patience = System.nanoTime() + LONGEST_START.toNanos();
    while (!suite.isReady()) {
      if (!suite.process.isAlive() || System.nanoTime() > patience) {
        suite.close();
        throw new IOException("the suite did not start: see " + data.resolve("suite.out"));
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    return suite;
  }

  private boolean isReady() throws InterruptedException {
    try {
      for (int service = 0; service < 4; service++) {
        if (get(portBase + service, "/actuator/health/readiness").statusCode() != 200) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void pin(Cores cores) throws InterruptedException {
    cores.pinContestant(process.toHandle());
  }

  int surveyPort() {
    return portBase + 1;
  }

  /** How many answers are counted for a team, as the score API says. */
  long counted(String team) throws IOException, InterruptedException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String path =
        "/api/scores/nps?scope=team:"
            + URLEncoder.encode(team, StandardCharsets.UTF_8)
            + "&from="
            + today.minusDays(2)
            + "&to="
            + today.plusDays(2);
    Matcher size = SIZE.matcher(get(portBase, path).body());
    return size.find() ? Long.parseLong(size.group(1)) : 0;
  }

  /** Sends one call again, until it is clear that it arrived. */
  void sendAgain(LoadPlan plan, Requests requests, long request)
      throws IOException, InterruptedException {
    ByteBuffer rendered = ByteBuffer.allocate(requests.length());
    requests.render(request, rendered);
    String text = StandardCharsets.UTF_8.decode(rendered).toString();
    HttpRequest again =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + plan.target().getPort() + "/api/responses"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(text.substring(text.indexOf("\r\n\r\n") + 4)))
            .build();
    int status = 0;
    while (status != 200 && status != 201) {
      status = client.send(again, BodyHandlers.discarding()).statusCode();
      if (status == 429 || status == 503) {
        TimeUnit.SECONDS.sleep(1);
      } else if (status != 200 && status != 201) {
        throw new IOException("sent again, answered " + status);
      }
    }
  }

  /**
   * @param what used or committed
   */
  long heapBytes(String what) throws IOException, InterruptedException {
    Pattern line =
        Pattern.compile("(?m)^jvm_memory_" + what + "_bytes\\{[^}]*area=\"heap\"[^}]*} (\\S+)$");
    Matcher used = line.matcher(get(surveyPort(), "/actuator/prometheus").body());
    double sum = 0;
    while (used.find()) {
      sum += Double.parseDouble(used.group(1));
    }
    return (long) sum;
  }

  /** 0 where the system does not tell. */
  long residentBytes() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    Matcher resident = RESIDENT.matcher(Files.readString(status));
    return resident.find() ? Long.parseLong(resident.group(1)) * 1_024 : 0;
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
