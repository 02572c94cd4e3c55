package dev.barometer.survey.invitation;

import org.jspecify.annotations.Nullable;

/**
 * How many invitations of a campaign stand alike.
 *
 * @param delivered whether whoever delivers them took them
 * @param opened whether a person did something on their page
 * @param reminded whether somebody was reminded of them
 * @param rating how the first question was answered
 */
public record InvitationTally(
    String campaignId,
    String status,
    @Nullable String reason,
    boolean delivered,
    boolean opened,
    long count,
    boolean reminded,
    @Nullable Rating rating) {}
