package dev.barometer.reporting.tally;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Tallies;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where tallies are read from: MongoDB, or a map in a test. */
public interface StoredTallies {
  /** The known scopes of exactly these dimensions; the list may not be changed. */
  List<Scope> scopesOf(Set<Dimension> dimensions);

  /** Visits what is known of these scopes in these buckets, in no order. */
  void read(Collection<Scope> scopes, Collection<Bucket> buckets, Visitor visitor);

  /** Receives the tallies of one scope in one bucket; they are lent, and may not be changed. */
  @FunctionalInterface
  interface Visitor {
    void visit(Scope scope, Bucket bucket, Tallies tallies);
  }
}
