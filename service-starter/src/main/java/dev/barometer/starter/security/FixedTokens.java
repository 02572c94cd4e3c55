package dev.barometer.starter.security;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.Role;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.token.TokenHash;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tokens in the settings: they come with the service, never expire and issue the others. */
final class FixedTokens {
  static final String ADMINISTRATOR = "administrator";
  private static final String ID_PREFIX = "settings:";
  private static final int DIGITS_IN_ID = 16;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final Map<String, Caller> byHash;

  private FixedTokens(Map<String, Caller> byHash) {
    this.byHash = Map.copyOf(byHash);
  }

  static FixedTokens of(BarometerProperties barometer) {
    Map<String, Caller> byHash = new HashMap<>();
    String apiToken = barometer.apiToken();
    if (apiToken != null && !apiToken.isEmpty()) {
      WeakSecrets.refuse("barometer.api-token", apiToken);
      String hash = TokenHash.of(apiToken);
      byHash.put(hash, new Caller(idOf(ADMINISTRATOR, hash), ADMINISTRATOR, Role.ADMIN));
    }
    for (BarometerProperties.Token token : barometer.tokens()) {
      if (byHash.values().stream().anyMatch(known -> known.name().equals(token.name()))) {
        throw new StartRefusedException(
            "Two tokens are named '" + token.name() + "'.",
            "Give each of barometer.tokens a name of its own.");
      }
      String hash = hash(token);
      byHash.put(hash, caller(token, hash));
    }
    if (byHash.isEmpty()) {
      throw new StartRefusedException(
          "There is no token: nobody could call this service.",
          "Set BAROMETER_API_TOKEN (an administrator's), or barometer.tokens.");
    }
    return new FixedTokens(byHash);
  }

  /** Another secret is another id: sessions that began with the one before end with it. */
  private static String idOf(String name, String hash) {
    return ID_PREFIX + name + ":" + hash.substring(0, DIGITS_IN_ID);
  }

  private static Caller caller(BarometerProperties.Token token, String hash) {
    String sender = token.sender();
    return new Caller(
        idOf(token.name(), hash),
        token.name(),
        token.role(),
        sender == null || sender.isBlank() ? token.name() : sender);
  }

  private static String hash(BarometerProperties.Token token) {
    String hash = token.hash().toLowerCase(Locale.ROOT);
    if (!SHA_256.matcher(hash).matches()) {
      throw new StartRefusedException(
          "The hash of barometer.tokens '" + token.name() + "' is not a SHA-256 in hexadecimal.",
          "Take the 64 digits that sha256sum prints for the token alone, without a line end.");
    }
    WeakSecrets.refuseHash("barometer.tokens '" + token.name() + "'", hash);
    return hash;
  }

  Optional<Caller> find(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  Optional<Caller> findById(String callerId) {
    return byHash.values().stream().filter(caller -> caller.id().equals(callerId)).findFirst();
  }

  Optional<Caller> administrator() {
    return byHash.values().stream()
        .filter(caller -> caller.name().equals(ADMINISTRATOR) && caller.role() == Role.ADMIN)
        .findFirst();
  }

  boolean hasName(String name) {
    return byHash.values().stream().anyMatch(caller -> caller.name().equals(name));
  }
}
