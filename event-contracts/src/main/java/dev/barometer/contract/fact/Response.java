package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's answers, as they stand now. Topic {@code barometer.responses}, key the response id,
 * written by survey-service.
 *
 * @param channel how it was given: {@code web}, {@code api}, {@code import}, {@code phone} ...
 * @param withdrawnAt when it was taken back; a withdrawn response counts nowhere
 * @param campaignId the campaign that asked for it
 * @param partial true where the person left before the end: what is here he said; else null
 * @param enteredBy who of the staff asked and wrote it down; null where the person did himself
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
    @Nullable Instant withdrawnAt,
    @Nullable String campaignId,
    @Nullable Boolean partial,
    @Nullable String enteredBy)
    implements Fact {
  /** The channel of what a person answered by a link. */
  public static final String WEB = "web";

  public Response {
    responseId = Blank.toMissing(responseId);
    surveyId = Blank.toMissing(surveyId);
    invitationId = Blank.toNull(invitationId);
    ticketId = Blank.toNull(ticketId);
    channel = Blank.toNull(channel);
    locale = Blank.toNull(locale);
    respondent = respondent == null || Blank.toNull(respondent.id()) == null ? null : respondent;
    answers = answers == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(answers));
    context = context == null ? Context.NONE : context;
    campaignId = Blank.toNull(campaignId);
    partial = Boolean.TRUE.equals(partial) ? partial : null;
    enteredBy = Blank.toNull(enteredBy);
  }

  /**
   * @param responseId which stays when all else changes
   */
  public static ResponseBuilder builder(String responseId) {
    return new ResponseBuilder().responseId(responseId);
  }

  /** The same response, to be changed in some respect. */
  public ResponseBuilder toBuilder() {
    return new ResponseBuilder(this);
  }

  @Override
  public String id() {
    return responseId;
  }

  /** Whether it says no more than that the response is taken back, whatever it said last. */
  public boolean onlyTakesBack() {
    return withdrawnAt != null && surveyId == null && revision == 0;
  }

  /** The same response without the questions that were not answered. */
  public Response answeredOnly() {
    List<Answer> answered = answers.stream().filter(Answer::wasAnswered).toList();
    return answered.size() == answers.size() ? this : toBuilder().answers(answered).build();
  }

  /** The same response with revision 1 and survey version 1 where it has none. */
  public Response withDefaults() {
    return revision != 0 && surveyVersion != 0
        ? this
        : toBuilder()
            .revision(revision == 0 ? 1 : revision)
            .surveyVersion(surveyVersion == 0 ? 1 : surveyVersion)
            .build();
  }
}
