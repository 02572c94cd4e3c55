package dev.barometer.scoring.observation;

import dev.barometer.contract.Complaint;
import dev.barometer.contract.Context;
import dev.barometer.contract.Dimension;
import dev.barometer.contract.Fact;
import dev.barometer.contract.Invitation;
import dev.barometer.contract.Mention;
import dev.barometer.contract.Response;
import dev.barometer.contract.Ticket;
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
    Map<Dimension, String> places,
    List<DimensionPair> pairs,
    List<Observation> observations) {

  public static EntityState of(Fact fact, List<DimensionPair> pairs) {
    return new EntityState(fact.revision(), places(fact), pairs, Observations.of(fact));
  }

  /** What is left of an entity that was erased: its revision, so that a repeat stays a repeat. */
  public EntityState erased() {
    return new EntityState(revision, Map.of(), List.of(), List.of());
  }

  /** The same said, but in these places. */
  EntityState in(Map<Dimension, String> otherPlaces) {
    return new EntityState(revision, otherPlaces, pairs, observations);
  }

  /** The same said about the same places; revisions do not matter. */
  public boolean saysTheSameAs(EntityState other) {
    return observations.equals(other.observations)
        && places.equals(other.places)
        && pairs.equals(other.pairs);
  }

  private static Map<Dimension, String> places(Fact fact) {
    Map<Dimension, String> places = new EnumMap<>(Dimension.class);
    if (fact instanceof Ticket ticket) {
      put(places, ticket.context());
    } else if (fact instanceof Response response) {
      put(places, response.context());
      places.put(Dimension.SURVEY, response.surveyId());
      if (response.campaignId() != null) {
        places.put(Dimension.CAMPAIGN, response.campaignId());
      }
    } else if (fact instanceof Invitation invitation) {
      put(places, invitation.context());
      places.put(Dimension.SURVEY, invitation.surveyId());
      if (invitation.campaignId() != null) {
        places.put(Dimension.CAMPAIGN, invitation.campaignId());
      }
    } else if (fact instanceof Mention mention) {
      put(places, mention.context());
    } else if (fact instanceof Complaint complaint) {
      put(places, complaint.context());
    }
    return Collections.unmodifiableMap(places);
  }

  private static void put(Map<Dimension, String> places, Context context) {
    for (Dimension dimension : Dimension.values()) {
      String value = context.value(dimension);
      if (value != null && !value.isBlank()) {
        places.put(dimension, value);
      }
    }
  }
}
