package dev.barometer.reporting.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.reporting.staff.Arrival;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderClaimsTest {
  private static final Map<String, String> ROLES =
      Map.of("desk", "agent", "bosses", "admin", "all", "viewer");

  private final ProviderClaims nested = new ProviderClaims("realm_access.roles", ROLES, "groups");

  private static Map<String, Object> kim(Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(more);
    claims.put("iss", "https://id.example");
    claims.put("sub", "0815");
    claims.put("name", " Kim Lee ");
    return claims;
  }

  @Test
  void takesTheHighestRole_andTeams_whereverTheyStand() {
    Map<String, Object> claims =
        kim(
            Map.of(
                "realm_access", Map.of("roles", List.of("all", "other", "desk")),
                "groups", List.of("Network", " ", "Network", "Mail"),
                "locale", "ko_KR"));

    assertThat(nested.arrival(claims))
        .contains(
            new Arrival(
                "https://id.example 0815",
                "Kim Lee",
                null,
                "ko",
                "agent",
                List.of("Network", "Mail")));
  }

  @Test
  void takesAClaimWithADotInItsName_andASingleText() {
    ProviderClaims named = new ProviderClaims("https://id.example/roles", ROLES, null);

    assertThat(named.arrival(kim(Map.of("https://id.example/roles", "bosses"))))
        .hasValueSatisfying(
            kim -> {
              assertThat(kim.role()).isEqualTo("admin");
              assertThat(kim.teams()).isNull();
            });
  }

  @Test
  void letsNobodyInWithoutARole_unlessAdministratorsGiveThem() {
    assertThat(nested.arrival(kim(Map.of("realm_access", "x", "roles", List.of("desk")))))
        .isEmpty();

    ProviderClaims byAdministrators = new ProviderClaims("roles", Map.of(), null);
    assertThat(byAdministrators.arrival(kim(Map.of("roles", List.of("desk")))))
        .hasValueSatisfying(kim -> assertThat(kim.role()).isNull());
  }

  @Test
  void believesAMailAddress_onlyWhereTheProviderHasSeenTo() {
    ProviderClaims claims = new ProviderClaims("roles", Map.of(), null);

    assertThat(claims.arrival(kim(Map.of("email", "Kim@Example.org"))).orElseThrow().mail())
        .isNull();
    assertThat(
            claims
                .arrival(kim(Map.of("email", "Kim@Example.org", "email_verified", false)))
                .orElseThrow()
                .mail())
        .isNull();
    assertThat(
            claims
                .arrival(kim(Map.of("email", "Kim@Example.org", "email_verified", true)))
                .orElseThrow()
                .mail())
        .isEqualTo("kim@example.org");
  }

  @Test
  void refusesARoleThatIsNone_whenItIsSet() {
    assertThatThrownBy(() -> new ProviderClaims("roles", Map.of("desk", "agents"), null))
        .hasMessageContaining("barometer.openid.roles.desk")
        .hasMessageContaining("agents");
  }
}
