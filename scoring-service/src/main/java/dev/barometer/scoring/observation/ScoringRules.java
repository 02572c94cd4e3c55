package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import java.util.List;
import java.util.Set;

/**
 * How an entity is read: which pairs are scored, which days count, how much may be told apart.
 *
 * @param groupSize how many people are published together at least; 1 publishes each at once
 */
public record ScoringRules(
    List<DimensionPair> pairs, Retention retention, int valuesPerDimension, int groupSize) {
  private static final Set<String> OPEN_INVITATIONS = Set.of("issued", "reminded");

  public ScoringRules {
    pairs = List.copyOf(pairs);
  }

  /** Whether what people say is held back until it can be published of a group. */
  public boolean isHolding() {
    return groupSize > 1;
  }

  /** What is published for good waits for its end: an invitation until answered or expired. */
  EntityState stateOf(Fact fact) {
    EntityState said = EntityState.of(fact, pairs);
    return isHolding()
            && fact instanceof Invitation invitation
            && OPEN_INVITATIONS.contains(invitation.status())
        ? new EntityState(said.revision(), said.dimensionValues(), said.pairs(), List.of())
        : said;
  }
}
