package dev.barometer.quickstart.sample;

import dev.barometer.starter.token.TokenHash;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Who works at the made-up desk: an agent, a lead and a manager, each with a token that is drawn at
 * each start and known to nobody else.
 *
 * @param secrets by name
 */
public record SampleDesk(Map<String, String> secrets) {
  static final String AGENT = "Robin Ahn";
  static final String LEAD = "Nora Quinn";
  static final String MANAGER = "Ines Duarte";

  private static final int SECRET_BYTES = 32;
  private static final Map<String, String> ROLES =
      Map.of(AGENT, "agent", LEAD, "manager", MANAGER, "manager");

  public SampleDesk {
    secrets = Map.copyOf(secrets);
  }

  public static SampleDesk draw() {
    var random = new SecureRandom();
    var secrets = new HashMap<String, String>();
    for (var name : ROLES.keySet()) {
      var drawn = new byte[SECRET_BYTES];
      random.nextBytes(drawn);
      secrets.put(name, Base64.getUrlEncoder().withoutPadding().encodeToString(drawn));
    }
    return new SampleDesk(secrets);
  }

  /**
   * What services are told of them; and that severe complaints are looked at within half an hour.
   */
  public Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    var names = secrets.keySet().stream().sorted().toList();
    for (int i = 0; i < names.size(); i++) {
      var token = "barometer.tokens[" + i + "].";
      settings.put(token + "name", names.get(i));
      settings.put(token + "role", ROLES.get(names.get(i)));
      settings.put(token + "hash", TokenHash.of(secret(names.get(i))));
    }
    var hurry = "barometer.complaints.clocks.special[0].";
    settings.put(hurry + "kind", "complaint");
    settings.put(hurry + "severity", "severe");
    settings.put(hurry + "acknowledge", "PT30M");
    return settings;
  }

  String secret(String name) {
    var secret = secrets.get(name);
    if (secret == null) {
      throw new IllegalArgumentException(name + " does not work here");
    }
    return secret;
  }
}
