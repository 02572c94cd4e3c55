package dev.barometer.starter.waiting;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Waits at the start for what the service cannot be without, with growing pauses and without end.
 * Meanwhile the port says that the process lives and is not ready.
 */
public final class PatientStart {
  private static final Logger log = LoggerFactory.getLogger(PatientStart.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final @Nullable InetAddress address;
  private final int port;

  private PatientStart(@Nullable InetAddress address, int port) {
    this.address = address;
    this.port = port;
  }

  /** Says so where the service is going to listen. */
  public static PatientStart of(Environment environment) {
    return new PatientStart(
        environment.getProperty("server.address", InetAddress.class),
        environment.getProperty("server.port", Integer.class, 8080));
  }

  /** Says so in the log alone. */
  public static PatientStart withoutPort() {
    return new PatientStart(null, 0);
  }

  /**
   * Returns when it is there. A signal to end the process ends the waiting, too.
   *
   * @param awaited with its article: "the broker"
   * @param attempt why it is not there; empty where it is
   */
  public void await(String awaited, Supplier<Optional<String>> attempt) {
    Optional<String> away = attempt.get();
    if (away.isEmpty()) {
      return;
    }
    Thread starting = Thread.currentThread();
    Thread ending = new Thread(starting::interrupt, "waiting-interrupt");
    Runtime.getRuntime().addShutdownHook(ending);
    try (AutoCloseable room = open(awaited)) {
      GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
      while (away.isPresent()) {
        log.warn("Waits for {} ({}); asking again in {}", awaited, away.get(), pause.next());
        pause.sleep();
        away = attempt.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + awaited, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    Runtime.getRuntime().removeShutdownHook(ending);
    log.info("Goes on: {} is there", awaited);
  }

  private AutoCloseable open(String awaited) {
    try {
      return port > 0 ? WaitingRoom.open(address, port, awaited) : () -> {};
    } catch (IOException e) {
      log.warn("Nobody is told of the waiting at port {}: {}", port, e.toString());
      return () -> {};
    }
  }
}
