package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person asked once, or not asked and why. Topic {@code barometer.invitations}, key the
 * invitation id, written by survey-service.
 *
 * @param status {@code issued}, {@code reminded}, {@code answered}, {@code expired}, {@code
 *     cancelled} or {@code suppressed}
 * @param reason why it was suppressed or cancelled
 * @param deliveredAt when whoever takes it to the person took it; null where nobody did
 * @param subjectKind what it is about: {@code ticket}, {@code complaint}, {@code lifecycle} or
 *     {@code person}
 * @param subjectId which of them
 * @param openedAt when a person first did something on its page; looking at it is not enough
 */
public record Invitation(
    String invitationId,
    long revision,
    String status,
    String surveyId,
    int surveyVersion,
    @Nullable String campaignId,
    @Nullable String ticketId,
    Instant issuedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant answeredAt,
    @Nullable String reason,
    @Nullable Respondent respondent,
    Context context,
    @Nullable Instant deliveredAt,
    @Nullable String subjectKind,
    @Nullable String subjectId,
    @Nullable Instant openedAt)
    implements Fact {

  public Invitation {
    campaignId = Blank.toNull(campaignId);
    ticketId = Blank.toNull(ticketId);
    reason = Blank.toNull(reason);
    subjectKind = Blank.toNull(subjectKind);
    subjectId = Blank.toNull(subjectId);
    context = context == null ? Context.NONE : context;
  }

  @Override
  public String id() {
    return invitationId;
  }
}
