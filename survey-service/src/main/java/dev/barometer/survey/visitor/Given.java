package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What somebody answered by a link, so that it can be changed and a repeat is known.
 *
 * @param revision grows with each change
 * @param submittedAt when he first answered
 * @param withdrawnAt when it was taken back, and what was answered forgotten; null where it stands
 * @param partial true where he left before the end
 * @param channel how it was given; null as on the page
 * @param enteredBy who of the staff asked; null where he answered by himself
 */
@Document("given_answers")
record Given(
    @Id String invitationId,
    long revision,
    Instant submittedAt,
    String locale,
    List<Answer> answers,
    @Nullable Instant withdrawnAt,
    @Nullable Boolean partial,
    @Nullable String channel,
    @Nullable String enteredBy) {

  Given {
    answers = answers == null ? List.of() : List.copyOf(answers);
  }

  static Given first(String invitationId, Instant now, Said said) {
    return said(invitationId, 1, now, said);
  }

  private static Given said(String invitationId, long revision, Instant submittedAt, Said said) {
    return new Given(
        invitationId,
        revision,
        submittedAt,
        said.locale(),
        said.answers(),
        null,
        said.partial() ? true : null,
        said.channel(),
        said.enteredBy());
  }

  boolean stands() {
    return withdrawnAt == null;
  }

  Optional<Answer> to(String questionId) {
    return answers.stream().filter(answer -> answer.questionId().equals(questionId)).findFirst();
  }

  /** Whether he left before the end, and it stands. */
  boolean isPartial() {
    return stands() && Boolean.TRUE.equals(partial);
  }

  /** Answered otherwise, or again; the same where it is not otherwise. */
  Given changed(Said otherwise) {
    return stands() && isPartial() == otherwise.partial() && answers.equals(otherwise.answers())
        ? this
        : said(invitationId, revision + 1, submittedAt, otherwise);
  }

  /** Taken back; the same where it was before. */
  Given withdrawn(Instant now) {
    return stands()
        ? new Given(
            invitationId,
            revision + 1,
            submittedAt,
            locale,
            List.of(),
            now,
            null,
            channel,
            enteredBy)
        : this;
  }

  /**
   * As the gate let it through, where that is news: somebody else may have taken it back or changed
   * it. Of two who made the same revision of it at once the gate took one: that one stands.
   */
  Given following(Response response) {
    boolean isKnown =
        response.revision() < revision
            || response.revision() == revision
                && stands() == (response.withdrawnAt() == null)
                && answers.equals(response.answers());
    return isKnown
        ? this
        : new Given(
            invitationId,
            response.revision(),
            submittedAt,
            response.locale() == null ? locale : response.locale(),
            response.withdrawnAt() == null ? response.answers() : List.of(),
            response.withdrawnAt(),
            response.partial(),
            response.channel(),
            response.enteredBy());
  }
}
