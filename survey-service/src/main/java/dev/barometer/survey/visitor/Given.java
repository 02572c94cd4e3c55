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
 */
@Document("given_answers")
record Given(
    @Id String invitationId,
    long revision,
    Instant submittedAt,
    String locale,
    List<Answer> answers,
    @Nullable Instant withdrawnAt) {

  Given {
    answers = answers == null ? List.of() : List.copyOf(answers);
  }

  static Given first(String invitationId, Instant now, List<Answer> answers, String locale) {
    return new Given(invitationId, 1, now, locale, answers, null);
  }

  boolean stands() {
    return withdrawnAt == null;
  }

  Optional<Answer> to(String questionId) {
    return answers.stream().filter(answer -> answer.questionId().equals(questionId)).findFirst();
  }

  /** Answered otherwise, or again; the same where it is not otherwise. */
  Given changed(List<Answer> otherwise, String newLocale) {
    return stands() && answers.equals(otherwise)
        ? this
        : new Given(invitationId, revision + 1, submittedAt, newLocale, otherwise, null);
  }

  /** Taken back; the same where it was before. */
  Given withdrawn(Instant now) {
    return stands()
        ? new Given(invitationId, revision + 1, submittedAt, locale, List.of(), now)
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
            response.withdrawnAt());
  }
}
