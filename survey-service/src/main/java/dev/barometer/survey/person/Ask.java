package dev.barometer.survey.person;

import java.time.Instant;

/**
 * That somebody was asked.
 *
 * @param at when, as cool-downs count it
 */
public record Ask(String invitationId, String campaignId, String surveyId, Instant at) {}
