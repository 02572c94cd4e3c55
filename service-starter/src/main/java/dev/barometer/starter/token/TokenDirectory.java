package dev.barometer.starter.token;

import dev.barometer.contract.access.NamedToken;
import dev.barometer.starter.access.KnownStates;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The named tokens as {@code barometer.tokens} last told of them. What is known stays known while
 * the broker is away.
 *
 * <p>A token is found by its hash in a hash map, which does not compare in constant time: that
 * could only tell something about hashes, and from a hash nobody gets to a secret of 256 random
 * bits.
 */
public final class TokenDirectory implements KnownStates<NamedToken> {
  private final Map<String, NamedToken> byId = new ConcurrentHashMap<>();
  private final Map<String, String> idByHash = new ConcurrentHashMap<>();
  private volatile boolean complete;

  @Override
  public void learn(NamedToken told) {
    byId.merge(
        told.tokenId(),
        told,
        (known, other) -> other.revision() > known.revision() ? other : known);
    idByHash.put(told.hash(), told.tokenId());
  }

  @Override
  public void forget(String tokenId) {
    NamedToken known = byId.remove(tokenId);
    if (known != null) {
      idByHash.remove(known.hash());
    }
  }

  /** The token with this hash if it may be used now. */
  public Optional<NamedToken> findLive(String hash, Instant now) {
    return Optional.ofNullable(idByHash.get(hash)).flatMap(id -> findLiveById(id, now));
  }

  public Optional<NamedToken> findLiveById(String tokenId, Instant now) {
    return find(tokenId).filter(token -> token.isLiveAt(now));
  }

  public Optional<NamedToken> find(String tokenId) {
    return Optional.ofNullable(byId.get(tokenId));
  }

  /** Those that may be used and those that may not any more. */
  public Collection<NamedToken> all() {
    return List.copyOf(byId.values());
  }

  /** Whether all that there was when the service started has been read. */
  public boolean isComplete() {
    return complete;
  }

  @Override
  public void complete() {
    complete = true;
  }
}
