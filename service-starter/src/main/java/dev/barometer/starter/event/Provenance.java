package dev.barometer.starter.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.rule.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a record carries of the way it came, from the edge through every service: when what it says
 * was taken in (the CloudEvents extension {@code recordedtime}), and, where tracing is on, its
 * trace (W3C Trace Context). Nothing is decided by it.
 */
public final class Provenance {
  private static final String RECORDED = "ce_recordedtime";
  private static final List<String> TRACE = List.of("traceparent", "tracestate");

  private Provenance() {}

  /** Says when it was taken in. */
  public static void begin(Headers headers, Instant takenIn) {
    headers.remove(RECORDED);
    headers.add(RECORDED, takenIn.toString().getBytes(UTF_8));
  }

  /** What follows from a record is as old as that record, or begins now where that said nothing. */
  public static void passOn(Headers from, Headers to, Instant now) {
    Instant takenIn = takenIn(from);
    begin(to, takenIn == null ? now : takenIn);
    passOnTrace(from, to);
  }

  /** Costs nothing but a look where there is no trace. */
  public static void passOnTrace(Headers from, Headers to) {
    for (String name : TRACE) {
      Header header = from.lastHeader(name);
      if (header != null) {
        to.add(header);
      }
    }
  }

  public static boolean isTraced(Headers headers) {
    return headers.lastHeader(TRACE.get(0)) != null;
  }

  /** When it was taken in; null where it does not say. */
  public static @Nullable Instant takenIn(Headers headers) {
    String time = KafkaEvents.header(headers, RECORDED);
    try {
      return time == null ? null : IsoTimes.parse(time);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
