package dev.barometer.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's answers, as they stand now. Topic {@link Topics#RESPONSES}, key the response id,
 * written by survey-service.
 *
 * @param channel how it was given: {@code web}, {@code api}, {@code import}, {@code phone} ...
 * @param withdrawnAt when it was taken back; a withdrawn response counts nowhere
 */
public record Response(
    String responseId,
    long revision,
    String surveyId,
    int surveyVersion,
    @Nullable String invitationId,
    @Nullable String ticketId,
    Instant submittedAt,
    @Nullable String channel,
    @Nullable String locale,
    @Nullable Respondent respondent,
    List<Answer> answers,
    Context context,
    @Nullable Instant withdrawnAt)
    implements Fact {

  @Override
  public String id() {
    return responseId;
  }
}
