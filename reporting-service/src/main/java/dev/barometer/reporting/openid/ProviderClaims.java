package dev.barometer.reporting.openid;

import dev.barometer.reporting.staff.Arrival;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a provider says of somebody (OpenID Connect Core 1.0, section 5.1). */
final class ProviderClaims {
  /** From the least to the most. */
  private static final List<String> ROLES = List.of("viewer", "agent", "manager", "admin");

  private final String roleClaim;
  private final Map<String, String> roles;
  private final @Nullable String teamsClaim;

  /**
   * @param roles of ours by values of the claim
   * @throws IllegalArgumentException where one of them is no role of ours
   */
  ProviderClaims(String roleClaim, Map<String, String> roles, @Nullable String teamsClaim) {
    roles.forEach(
        (value, role) -> {
          if (!ROLES.contains(role)) {
            throw new IllegalArgumentException(
                "barometer.openid.roles.%s must be one of %s, not %s"
                    .formatted(value, ROLES, role));
          }
        });
    this.roleClaim = roleClaim;
    this.roles = Map.copyOf(roles);
    this.teamsClaim = teamsClaim;
  }

  /** Who it is; empty where the provider gives him no role of ours, and roles are its to give. */
  Optional<Arrival> arrival(Map<String, Object> claims) {
    Optional<String> role = role(claims);
    if (!roles.isEmpty() && role.isEmpty()) {
      return Optional.empty();
    }
    String subject = "%s %s".formatted(claims.get("iss"), claims.get("sub"));
    String mail = verifiedMail(claims);
    return Optional.of(
        new Arrival(
            subject,
            name(claims, mail),
            mail,
            language(claims),
            role.orElse(null),
            teamsClaim == null ? null : texts(find(claims, teamsClaim)).distinct().toList()));
  }

  private Optional<String> role(Map<String, Object> claims) {
    return texts(find(claims, roleClaim))
        .map(roles::get)
        .filter(Objects::nonNull)
        .max((one, other) -> Integer.compare(ROLES.indexOf(one), ROLES.indexOf(other)));
  }

  private static String name(Map<String, Object> claims, @Nullable String mail) {
    return Stream.of("name", "preferred_username")
        .map(claims::get)
        .flatMap(ProviderClaims::texts)
        .findFirst()
        .orElseGet(() -> mail == null ? String.valueOf(claims.get("sub")) : mail);
  }

  /** Whoever may write any address into his account there must not become somebody else here. */
  private static @Nullable String verifiedMail(Map<String, Object> claims) {
    Object verified = claims.get("email_verified");
    return Boolean.TRUE.equals(verified) || "true".equals(verified)
        ? texts(claims.get("email")).findFirst().map(m -> m.toLowerCase(Locale.ROOT)).orElse(null)
        : null;
  }

  private static @Nullable String language(Map<String, Object> claims) {
    Object tag = claims.get("locale");
    return switch (tag instanceof String text
        ? Locale.forLanguageTag(text.replace('_', '-')).getLanguage()
        : "") {
      case "en" -> "en";
      case "zh" -> "zh-CN";
      case "ko" -> "ko";
      default -> null;
    };
  }

  private static @Nullable Object find(Map<String, Object> claims, String path) {
    Object whole = claims.get(path);
    if (whole != null) {
      return whole;
    }
    Object found = claims;
    for (String step : path.split("\\.")) {
      found = found instanceof Map<?, ?> inner ? inner.get(step) : null;
    }
    return found;
  }

  private static Stream<String> texts(@Nullable Object claim) {
    Stream<?> all =
        claim instanceof Collection<?> several ? several.stream() : Stream.ofNullable(claim);
    return all.filter(String.class::isInstance)
        .map(String.class::cast)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
