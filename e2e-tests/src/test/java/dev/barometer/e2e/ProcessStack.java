package dev.barometer.e2e;

import dev.barometer.quickstart.Ports;
import dev.barometer.quickstart.QuickstartApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The suite as {@code ./run} starts it, in a process of its own that can be made to stand still.
 */
final class ProcessStack implements Stack {
  private static final String TOKEN = "9d1be5a3c07f4e62b8d4f1a6";

  private final Ports ports = Ports.free();
  private final Path data;
  private Process process;

  private ProcessStack(Path data) {
    this.data = data;
    this.process = start();
  }

  /** Returns at once: whoever needs it waits until it is ready. */
  static ProcessStack begin(Path data) {
    return new ProcessStack(data);
  }

  private Process start() {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            QuickstartApplication.class.getName(),
            "--no-samples",
            "--data",
            data.toString(),
            "--port-base",
            String.valueOf(ports.base()));
    builder.environment().put("BAROMETER_API_TOKEN", TOKEN);
    builder.redirectErrorStream(true).redirectOutput(data.resolveSibling("out.txt").toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes it stand still, its connections open. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return data.resolve("log").resolve("barometer.log");
  }

  private void signal(String name) {
    try {
      int status =
          new ProcessBuilder(List.of("kill", "-" + name, String.valueOf(process.pid())))
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public URI survey() {
    return address(ports.survey());
  }

  @Override
  public URI scoring() {
    return address(ports.scoring());
  }

  @Override
  public URI complaint() {
    return address(ports.complaint());
  }

  @Override
  public URI reporting() {
    return address(ports.reporting());
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.broker();
  }

  @Override
  public String token() {
    return TOKEN;
  }

  @Override
  public void restart() {
    close();
    process = start();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:%d/".formatted(port));
  }
}
