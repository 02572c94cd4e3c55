package dev.barometer.survey.person;

import java.time.Instant;

/**
 * That it is to be decided whether somebody is asked.
 *
 * @param ticketId what is asked about
 * @param reopenCount which of its resolutions
 * @param at when that came about
 * @param due when it is decided
 */
public record Pending(
    String invitationId,
    String campaignId,
    String ticketId,
    int reopenCount,
    Instant at,
    Instant due) {}
