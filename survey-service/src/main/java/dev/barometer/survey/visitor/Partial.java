package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What somebody chose on the page before he left it, until it is an answer.
 *
 * @param at when he left it last
 */
@Document(Partial.COLLECTION)
public record Partial(@Id String invitationId, Instant at, String locale, List<Answer> answers) {
  static final String COLLECTION = "partial_answers";

  public Partial {
    answers = List.copyOf(answers);
  }
}
