package dev.barometer.starter.access;

import org.jspecify.annotations.Nullable;

/**
 * A record of a signed topic that nobody goes by: no service signed it, or it says again what was
 * true before.
 *
 * @param key null where it has none
 * @param state what it says; null where that is nothing, or breaks the contract
 * @param repeated whether it is signed, and stood there before a later state did
 */
public record DoubtfulRecord<T>(
    int partition, long offset, @Nullable String key, @Nullable T state, boolean repeated) {}
