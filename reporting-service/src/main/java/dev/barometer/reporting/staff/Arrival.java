package dev.barometer.reporting.staff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the organisation's own sign-in vouches for.
 *
 * @param subject who it is there, and nobody else ever
 * @param name as people call him
 * @param mail null where it is not known to be his
 * @param language one of ours, or null
 * @param role null where the organisation leaves that to us
 * @param teams null where the organisation leaves that to us
 */
public record Arrival(
    String subject,
    String name,
    @Nullable String mail,
    @Nullable String language,
    @Nullable String role,
    @Nullable List<String> teams) {}
