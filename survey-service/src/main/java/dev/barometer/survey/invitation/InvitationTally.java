package dev.barometer.survey.invitation;

import org.jspecify.annotations.Nullable;

/**
 * How many invitations of a campaign stand alike.
 *
 * @param delivered whether whoever delivers them took them
 */
public record InvitationTally(
    String campaignId, String status, @Nullable String reason, boolean delivered, long count) {}
