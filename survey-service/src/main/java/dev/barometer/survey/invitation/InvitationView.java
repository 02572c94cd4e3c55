package dev.barometer.survey.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as managers see it.
 *
 * @param at when what it is about came to its end
 * @param reminders how many were sent
 * @param subjectKind what it is about: ticket, complaint, lifecycle or person
 * @param openedAt when a person first did something on its page
 * @param bounceStatus with what code it came back, {@code bounceDetail} what was said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvitationView(
    String invitationId,
    String status,
    @Nullable String reason,
    String campaignId,
    String surveyId,
    int surveyVersion,
    String channel,
    @Nullable String ticketId,
    @Nullable String person,
    Instant at,
    Instant issuedAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant expiresAt,
    @Nullable Instant answeredAt,
    int reminders,
    @Nullable String subjectKind,
    @Nullable String subjectId,
    @Nullable Instant openedAt,
    @Nullable String bounceStatus,
    @Nullable String bounceDetail,
    @Nullable Instant bouncedAt) {

  static InvitationView of(InvitationDocument one) {
    Bounce bounce = one.bounce();
    return new InvitationView(
        one.id(),
        one.status(),
        one.reason(),
        one.campaignId(),
        one.surveyId(),
        one.surveyVersion(),
        one.channel(),
        one.ticketId(),
        one.personId(),
        one.at(),
        one.issuedAt(),
        one.deliveredAt(),
        one.expiresAt(),
        one.answeredAt(),
        one.reminders(),
        one.subjectKind(),
        one.subjectId(),
        one.openedAt(),
        bounce == null ? null : bounce.status(),
        bounce == null ? null : bounce.detail(),
        bounce == null ? null : bounce.at());
  }
}
