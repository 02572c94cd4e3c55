package dev.barometer.contract;

import org.jspecify.annotations.Nullable;

/** Who asked for help. */
public record Requester(
    String id, @Nullable String name, @Nullable String email, @Nullable String locale) {}
