package dev.barometer.survey.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.survey.gate.Digest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Ids of responses whose senders name none. */
public final class ResponseIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private ResponseIds() {}

  /** An id nobody can guess, in the order of time: a UUID of version 7 (RFC 9562). */
  public static String draw(Instant now) {
    long time = now.toEpochMilli() << 16;
    long version = 0x7000L | (RANDOM.nextLong() & 0x0fffL);
    long variant = 0x8000_0000_0000_0000L | (RANDOM.nextLong() >>> 2);
    return new UUID(time | version, variant).toString();
  }

  /** The id that follows from what already names the response: the same parts, the same id. */
  public static String derive(String... parts) {
    return HexFormat.of().formatHex(Digest.of(String.join("\0", parts).getBytes(UTF_8)));
  }
}
