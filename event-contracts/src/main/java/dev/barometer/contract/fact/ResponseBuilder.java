package dev.barometer.contract.fact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Response}, or one that differs from another in what is set. */
@SuppressWarnings("NullAway.Init") // what is left out is null, as it is in JSON
public final class ResponseBuilder {
  private String responseId;
  private long revision;
  private String surveyId;
  private int surveyVersion;
  private @Nullable String invitationId;
  private @Nullable String ticketId;
  private Instant submittedAt;
  private @Nullable String channel;
  private @Nullable String locale;
  private @Nullable Respondent respondent;
  private List<Answer> answers = List.of();
  private Context context = Context.NONE;
  private @Nullable Instant withdrawnAt;
  private @Nullable String campaignId;
  private @Nullable Boolean partial;
  private @Nullable String enteredBy;

  ResponseBuilder() {}

  ResponseBuilder(Response from) {
    responseId = from.responseId();
    revision = from.revision();
    surveyId = from.surveyId();
    surveyVersion = from.surveyVersion();
    invitationId = from.invitationId();
    ticketId = from.ticketId();
    submittedAt = from.submittedAt();
    channel = from.channel();
    locale = from.locale();
    respondent = from.respondent();
    answers = from.answers();
    context = from.context();
    withdrawnAt = from.withdrawnAt();
    campaignId = from.campaignId();
    partial = from.partial();
    enteredBy = from.enteredBy();
  }

  public ResponseBuilder responseId(String newResponseId) {
    responseId = newResponseId;
    return this;
  }

  public ResponseBuilder revision(long newRevision) {
    revision = newRevision;
    return this;
  }

  public ResponseBuilder surveyId(String newSurveyId) {
    surveyId = newSurveyId;
    return this;
  }

  public ResponseBuilder surveyVersion(int newSurveyVersion) {
    surveyVersion = newSurveyVersion;
    return this;
  }

  public ResponseBuilder invitationId(@Nullable String newInvitationId) {
    invitationId = newInvitationId;
    return this;
  }

  public ResponseBuilder ticketId(@Nullable String newTicketId) {
    ticketId = newTicketId;
    return this;
  }

  public ResponseBuilder submittedAt(Instant newSubmittedAt) {
    submittedAt = newSubmittedAt;
    return this;
  }

  public ResponseBuilder channel(@Nullable String newChannel) {
    channel = newChannel;
    return this;
  }

  public ResponseBuilder locale(@Nullable String newLocale) {
    locale = newLocale;
    return this;
  }

  public ResponseBuilder respondent(@Nullable Respondent newRespondent) {
    respondent = newRespondent;
    return this;
  }

  public ResponseBuilder answers(List<Answer> newAnswers) {
    answers = newAnswers;
    return this;
  }

  public ResponseBuilder context(Context newContext) {
    context = newContext;
    return this;
  }

  public ResponseBuilder withdrawnAt(@Nullable Instant newWithdrawnAt) {
    withdrawnAt = newWithdrawnAt;
    return this;
  }

  public ResponseBuilder campaignId(@Nullable String newCampaignId) {
    campaignId = newCampaignId;
    return this;
  }

  public ResponseBuilder partial(@Nullable Boolean newPartial) {
    partial = newPartial;
    return this;
  }

  public ResponseBuilder enteredBy(@Nullable String newEnteredBy) {
    enteredBy = newEnteredBy;
    return this;
  }

  public Response build() {
    return new Response(
        responseId,
        revision,
        surveyId,
        surveyVersion,
        invitationId,
        ticketId,
        submittedAt,
        channel,
        locale,
        respondent,
        answers,
        context,
        withdrawnAt,
        campaignId,
        partial,
        enteredBy);
  }
}
