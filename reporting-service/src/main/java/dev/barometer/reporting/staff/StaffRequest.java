package dev.barometer.reporting.staff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody who works here is to be.
 *
 * @param name unique among those who work here and the live tokens
 * @param mail unique among those who work here; left out where there is none
 * @param language {@code en}, {@code zh-CN} or {@code ko}
 * @param role {@code viewer}, {@code agent}, {@code manager} or {@code admin}
 * @param teams as tickets name them
 * @param active left out for true; false for who left
 */
record StaffRequest(
    @Nullable String name,
    @Nullable String mail,
    @Nullable String language,
    @Nullable String role,
    @Nullable List<String> teams,
    @Nullable Boolean active) {}
