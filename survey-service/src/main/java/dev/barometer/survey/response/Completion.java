package dev.barometer.survey.response;

import dev.barometer.contract.Response;
import java.time.Instant;

/** Fills in what a sender may leave out. */
public final class Completion {
  private static final String DEFAULT_SURVEY = "after-ticket";

  private Completion() {}

  /**
   * @param responseId names the response where the sender does not
   * @param submittedAt when it was given where the sender does not say
   * @param channel how it was given where the sender does not say
   */
  public static Response complete(
      Response said, String responseId, Instant submittedAt, String channel) {
    return new Response(
            said.responseId() == null ? responseId : said.responseId(),
            said.revision(),
            said.surveyId() == null ? DEFAULT_SURVEY : said.surveyId(),
            said.surveyVersion(),
            said.invitationId(),
            said.ticketId(),
            said.submittedAt() == null ? submittedAt : said.submittedAt(),
            said.channel() == null ? channel : said.channel(),
            said.locale(),
            said.respondent(),
            said.answers(),
            said.context(),
            said.withdrawnAt(),
            said.campaignId())
        .withDefaults();
  }

  /** The same response, given at this time. */
  static Response at(Response response, Instant submittedAt) {
    return new Response(
        response.responseId(),
        response.revision(),
        response.surveyId(),
        response.surveyVersion(),
        response.invitationId(),
        response.ticketId(),
        submittedAt,
        response.channel(),
        response.locale(),
        response.respondent(),
        response.answers(),
        response.context(),
        response.withdrawnAt(),
        response.campaignId());
  }
}
