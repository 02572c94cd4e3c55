package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What somebody answered by a link, so that it can be changed and a repeat is known.
 *
 * @param revision grows with each change
 * @param submittedAt when he first answered
 */
@Document("given_answers")
record Given(
    @Id String invitationId,
    long revision,
    Instant submittedAt,
    String locale,
    List<Answer> answers) {

  Given {
    answers = List.copyOf(answers);
  }

  Optional<Answer> to(String questionId) {
    return answers.stream().filter(answer -> answer.questionId().equals(questionId)).findFirst();
  }

  /** Answered otherwise; the same where it is not otherwise. */
  Given changed(List<Answer> otherwise, String newLocale) {
    return answers.equals(otherwise)
        ? this
        : new Given(invitationId, revision + 1, submittedAt, newLocale, otherwise);
  }
}
