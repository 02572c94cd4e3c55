package dev.barometer.benchmarks.service;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** All four services with embedded broker and database in one process, as {@code ./run} does it. */
public final class RunningSuite implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final int PORT_BASE = 22_000;
  private static final int SURVEY = 1;
  private static final int SERVICES = 4;
  private static final int BROKER = 1_012;

  private final Measured process;
  private final String token;

  private RunningSuite(Measured process, String token) {
    this.process = process;
    this.token = token;
  }

  /** Starts it on all cores, without sample traffic, and returns when all of it is ready. */
  public static RunningSuite start(Bench bench, Path data) throws Exception {
    String token = UUID.randomUUID().toString();
    Measured process =
        Measured.start(
            bench.cores(),
            List.of(
                "env",
                "BAROMETER_API_TOKEN=" + token,
                bench.home().resolve("run").toAbsolutePath().toString(),
                "--no-samples",
                "--data",
                data.toString(),
                "--port-base",
                Integer.toString(PORT_BASE)),
            bench.work(),
            bench.work().resolve("suite.log"));
    RunningSuite suite = new RunningSuite(process, token);
    try {
      Waiting.until("the suite is ready", PATIENCE, process, suite::isReady);
      return suite;
    } catch (Exception e) {
      suite.close();
      throw e;
    }
  }

  private boolean isReady() throws InterruptedException {
    for (int service = 0; service < SERVICES; service++) {
      if (!new HttpProbe(PORT_BASE + service, token).isReady()) {
        return false;
      }
    }
    return true;
  }

  public Measured process() {
    return process;
  }

  public String token() {
    return token;
  }

  public ScoreApi scores() {
    return new ScoreApi(new HttpProbe(PORT_BASE, token));
  }

  public HttpProbe survey() {
    return new HttpProbe(surveyPort(), token);
  }

  public int surveyPort() {
    return PORT_BASE + SURVEY;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + (PORT_BASE + BROKER);
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
