package dev.barometer.starter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.StartRefusedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may call, known by the SHA-256 of the token only. */
final class Tokens {
  static final String ADMINISTRATOR = "administrator";
  private static final int SHORTEST = 16;
  private static final int SHA_256_BYTES = 32;

  private final List<Known> known;

  /** A caller. */
  record Caller(String name, Role role) {}

  private record Known(Caller caller, byte[] hash) {}

  private Tokens(List<Known> known) {
    this.known = known;
  }

  static Tokens of(BarometerProperties barometer) {
    List<Known> known = new ArrayList<>();
    String apiToken = barometer.apiToken();
    if (apiToken != null && !apiToken.isEmpty()) {
      if (apiToken.length() < SHORTEST) {
        throw new StartRefusedException(
            "barometer.api-token is shorter than " + SHORTEST + " characters.",
            "Give BAROMETER_API_TOKEN a long random value, for example of: openssl rand -hex 32");
      }
      known.add(new Known(new Caller(ADMINISTRATOR, Role.ADMIN), sha256(apiToken)));
    }
    for (BarometerProperties.Token token : barometer.tokens()) {
      known.add(new Known(new Caller(token.name(), token.role()), hash(token)));
    }
    if (known.isEmpty()) {
      throw new StartRefusedException(
          "There is no token: nobody could call this service.",
          "Set BAROMETER_API_TOKEN (an administrator's), or barometer.tokens.");
    }
    requireDistinctNames(known);
    return new Tokens(known);
  }

  private static byte[] hash(BarometerProperties.Token token) {
    byte @Nullable [] hash = null;
    try {
      hash = HexFormat.of().parseHex(token.hash());
    } catch (IllegalArgumentException e) {
      hash = new byte[0];
    }
    if (hash.length != SHA_256_BYTES) {
      throw new StartRefusedException(
          "The hash of barometer.tokens '" + token.name() + "' is not a SHA-256 in hexadecimal.",
          "Take the 64 digits that sha256sum prints for the token alone, without a line end.");
    }
    return hash;
  }

  private static void requireDistinctNames(List<Known> known) {
    Set<String> names = new HashSet<>();
    for (Known one : known) {
      if (!names.add(one.caller().name())) {
        throw new StartRefusedException(
            "Two tokens are named '" + one.caller().name() + "'.",
            "Give each of barometer.tokens a name of its own.");
      }
    }
  }

  /** Compares with every known token, each in constant time: how long it takes tells nothing. */
  Optional<Caller> find(String token) {
    byte[] hash = sha256(token);
    @Nullable Caller found = null;
    for (Known one : known) {
      if (MessageDigest.isEqual(one.hash(), hash)) {
        found = one.caller();
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
