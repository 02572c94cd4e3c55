package dev.barometer.survey.response;

import dev.barometer.contract.fact.Response;
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
    return said.toBuilder()
        .responseId(said.responseId() == null ? responseId : said.responseId())
        .surveyId(said.surveyId() == null ? DEFAULT_SURVEY : said.surveyId())
        .submittedAt(said.submittedAt() == null ? submittedAt : said.submittedAt())
        .channel(said.channel() == null ? channel : said.channel())
        .build()
        .withDefaults();
  }

  /** The same response, given at this time. */
  static Response at(Response response, Instant submittedAt) {
    return response.toBuilder().submittedAt(submittedAt).build();
  }
}
