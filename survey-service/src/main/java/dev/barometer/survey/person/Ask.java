package dev.barometer.survey.person;

import java.time.Instant;
import java.util.List;

/**
 * That somebody was asked.
 *
 * @param at when, as cool-downs count it
 */
public record Ask(String invitationId, String campaignId, String surveyId, Instant at) {

  /** Of two of a kind the newer is the one that a cool-down looks at. */
  Object kind() {
    return List.of(campaignId, surveyId);
  }
}
