package dev.barometer.starter.web;

import dev.barometer.starter.web.RefusedBodyException.Reason;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * What a body may take of time. Size and memory are asked by whoever counts them.
 *
 * @param grace the time a body has however short it is
 * @param slowest bytes a second that it must keep up after that
 */
record BodyBounds(Duration grace, DataSize slowest) {

  void requirePace(long bytes, Duration since) throws RefusedBodyException {
    Duration allowed = grace.plusMillis(1_000 * bytes / slowest.toBytes());
    if (since.compareTo(allowed) > 0) {
      throw tooSlow();
    }
  }

  RefusedBodyException tooSlow() {
    return new RefusedBodyException(
        Reason.SLOW,
        "body",
        "must arrive with at least " + slowest.toBytes() + " bytes a second after " + grace);
  }
}
