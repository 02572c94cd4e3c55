package dev.barometer.reporting.tally;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which scopes something is known of: MongoDB, or a list in a test. */
public interface StoredScopes {
  /**
   * Scopes of one dimension whose value holds a text, in whatever case, in the order of the scopes.
   *
   * @param after the scope they come behind; null is the beginning
   */
  List<Scope> holding(Dimension dimension, String text, @Nullable Scope after, int most);

  /** Those of them that something is known of. */
  Set<Scope> among(Collection<Scope> scopes);
}
