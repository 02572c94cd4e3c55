package dev.barometer.benchmarks.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The command line of {@link Load}; the token is taken from {@code BAROMETER_API_TOKEN}. */
public final class LoadGenerator {
  private static final List<String> OPTIONS =
      List.of(
          "host",
          "port",
          "rate",
          "seconds",
          "connections",
          "count",
          "prefix",
          "team",
          "acknowledged",
          "links");

  private LoadGenerator() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    Arguments given = new Arguments(arguments, OPTIONS);
    String token = System.getenv("BAROMETER_API_TOKEN");
    if (token == null) {
      throw new IllegalArgumentException("set BAROMETER_API_TOKEN");
    }
    String linksFile = given.text("links", "");
    List<String> links = linksFile.isEmpty() ? List.of() : Files.readAllLines(Path.of(linksFile));
    LoadPlan plan =
        new LoadPlan(
            LoadPlan.local(given.text("host", "127.0.0.1"), (int) given.number("port", 8081)),
            token,
            Double.parseDouble(given.text("rate", "0")),
            Duration.ofSeconds(given.number("seconds", 10)),
            given.number("count", links.isEmpty() ? Requests.MOST : links.size()),
            (int) given.number("connections", 64),
            given.text("prefix", "load-" + Instant.now().getEpochSecond()),
            given.text("team", "load"),
            Instant.now(),
            links);
    Outcome outcome = Load.run(plan);
    out.println(outcome);
    String file = given.text("acknowledged", "");
    if (!file.isEmpty()) {
      Requests requests = new Requests(plan);
      try (BufferedWriter ids = Files.newBufferedWriter(Path.of(file))) {
        for (long request : outcome.acknowledged()) {
          ids.write(requests.id(request));
          ids.newLine();
        }
      }
    }
  }
}
