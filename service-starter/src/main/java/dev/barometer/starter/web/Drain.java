package dev.barometer.starter.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** Reads what is left of a body that nobody wants. */
final class Drain {
  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  private static final long MOST_DRAINED = 64L << 20;
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(5);

  private Drain() {}

  /**
   * Lets whoever sends too much finish: most senders read the answer only then. Those who asked
   * first ({@code Expect}) know it already; those who do not finish in time are cut off.
   */
  static void drain(HttpServletRequest request) throws IOException {
    if (request.getHeader(HttpHeaders.EXPECT) != null) {
      return;
    }
    ServletInputStream rest = request.getInputStream();
    long began = System.nanoTime();
    byte[] buffer = new byte[1 << 14];
    try {
      long drained = 0;
      while (drained < MOST_DRAINED && System.nanoTime() - began < LONGEST_DRAIN.toNanos()) {
        int count = rest.read(buffer);
        if (count < 0) {
          return;
        }
        drained += count;
      }
    } catch (IOException e) {
      log.debug("The rest of a refused body did not come", e);
    }
  }
}
