package dev.barometer.starter.security;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.token.TokenHash;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Callers by fixed tokens of role agent, and those who work here. */
public final class TokenCallers {
  private TokenCallers() {}

  public static Callers of(StaffDirectory staff, List<String> names) {
    Map<String, String> settings = new HashMap<>();
    settings.put("barometer.service", "complaint-service");
    for (int i = 0; i < names.size(); i++) {
      String token = "barometer.tokens[" + i + "].";
      settings.put(token + "name", names.get(i));
      settings.put(token + "role", "agent");
      settings.put(token + "hash", TokenHash.of("the rather long secret of " + names.get(i)));
    }
    var barometer =
        new Binder(new MapConfigurationPropertySource(settings))
            .bind("barometer", BarometerProperties.class)
            .get();
    return new Callers(FixedTokens.of(barometer), null, staff, null, Clock.systemUTC());
  }
}
