package dev.barometer.survey.answers;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.visitor.Said;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the form by which staff ask says beside the answers.
 *
 * @param answer names the answer, so that a form that is sent twice says it once
 */
record EntryForm(
    @Nullable String invitation,
    @Nullable String survey,
    @Nullable String ticket,
    @Nullable String person,
    String answer) {

  /** As it was drawn: what is sent is read by the same. */
  EntryForm drawnBy(@Nullable InvitationDocument by) {
    return by == null ? this : new EntryForm(by.id(), survey, ticket, person, answer);
  }

  /**
   * The answer of somebody whom nobody had invited.
   *
   * @param about what it is about, where that is known
   */
  Response response(SurveyVersion asked, @Nullable Ticket about, Said said, Instant now) {
    return Response.builder(answer)
        .revision(1)
        .surveyId(asked.surveyId())
        .surveyVersion(asked.version())
        .ticketId(about == null ? null : about.ticketId())
        .submittedAt(now)
        .channel(said.channel())
        .locale(said.locale())
        .respondent(respondent(about))
        .answers(said.answers())
        .context(context(about))
        .enteredBy(said.enteredBy())
        .build();
  }

  /** Who answers, as far as that is known. */
  @Nullable Respondent respondent(@Nullable Ticket about) {
    if (person != null) {
      return new Respondent(person);
    }
    return about == null || about.requester() == null
        ? null
        : new Respondent(about.requester().id());
  }

  /** What is asked about a resolution is credited where that is. */
  private static Context context(@Nullable Ticket about) {
    if (about == null) {
      return Context.NONE;
    }
    return about.attribution() == null ? about.context() : about.attribution().context();
  }
}
