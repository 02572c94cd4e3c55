package dev.barometer.starter.token;

import dev.barometer.contract.access.NamedToken;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code barometer.tokens} that nobody goes by: no service signed it, or it says again
 * what was true before.
 *
 * @param tokenId its key; null where it has none
 * @param token what it says; null where that is nothing, or no token
 * @param repeated whether it is signed, and stood there before a later state did
 */
public record DoubtfulToken(
    int partition,
    long offset,
    @Nullable String tokenId,
    @Nullable NamedToken token,
    boolean repeated) {}
