package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.metrics.Observation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an entity says now: its observations and where they belong. A later revision replaces it.
 * The pairs are part of it, so that what was added under one setting is taken back under the same.
 */
public record EntityState(
    long revision,
    Map<Dimension, String> dimensionValues,
    List<DimensionPair> pairs,
    List<Observation> observations) {

  public static EntityState of(Fact fact, List<DimensionPair> pairs) {
    return new EntityState(fact.revision(), dimensionValues(fact), pairs, Observations.of(fact));
  }

  /** What is left of an entity that was erased: its revision, so that a repeat stays a repeat. */
  public EntityState erased() {
    return new EntityState(revision, Map.of(), List.of(), List.of());
  }

  /** The same said, but with these values. */
  EntityState in(Map<Dimension, String> otherValues) {
    return new EntityState(revision, otherValues, pairs, observations);
  }

  /** The same said under the same values; revisions do not matter. */
  public boolean saysTheSameAs(EntityState other) {
    return observations.equals(other.observations)
        && dimensionValues.equals(other.dimensionValues)
        && pairs.equals(other.pairs);
  }

  private static Map<Dimension, String> dimensionValues(Fact fact) {
    Map<Dimension, String> dimensionValues = new EnumMap<>(Dimension.class);
    if (fact instanceof Ticket ticket) {
      put(dimensionValues, ticket.context());
    } else if (fact instanceof Response response) {
      put(dimensionValues, response.context());
      dimensionValues.put(Dimension.SURVEY, response.surveyId());
      if (response.campaignId() != null) {
        dimensionValues.put(Dimension.CAMPAIGN, response.campaignId());
      }
    } else if (fact instanceof Invitation invitation) {
      put(dimensionValues, invitation.context());
      dimensionValues.put(Dimension.SURVEY, invitation.surveyId());
      if (invitation.campaignId() != null) {
        dimensionValues.put(Dimension.CAMPAIGN, invitation.campaignId());
      }
    } else if (fact instanceof Mention mention) {
      put(dimensionValues, mention.context());
    } else if (fact instanceof Complaint complaint) {
      put(dimensionValues, complaint.context());
    }
    return Collections.unmodifiableMap(dimensionValues);
  }

  private static void put(Map<Dimension, String> dimensionValues, Context context) {
    for (Dimension dimension : Dimension.values()) {
      String value = context.value(dimension);
      if (value != null && !value.isBlank()) {
        dimensionValues.put(dimension, value);
      }
    }
  }
}
