package dev.barometer.benchmarks.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Waiting;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scores as reporting-service tells them. */
public record ScoreApi(HttpProbe http) {
  private static final Pattern COUNT = Pattern.compile("\"n\":(\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** How many observations of NPS a scope has from one day to another, which is not included. */
  public long count(String scope, LocalDate from, LocalDate to)
      throws IOException, InterruptedException {
    String path =
        "/api/scores/nps?scope=%s&from=%s&to=%s"
            .formatted(URLEncoder.encode(scope, UTF_8), from, to);
    Matcher count = COUNT.matcher(http.get(path));
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }

  /** Returns when the scope {@code all}, which is written last, counts so many. */
  public void await(long expected, LocalDate from, LocalDate to, Measured process)
      throws Exception {
    Waiting.until("all is stored", PATIENCE, process, () -> count("all", from, to) == expected);
  }
}
