package dev.barometer.survey.anonymous;

import dev.barometer.contract.fact.Answer;
import java.util.List;

/**
 * What somebody answered.
 *
 * @param responseId drawn: it says neither who it was nor when
 */
record Ballot(String responseId, List<Answer> answers) {
  Ballot {
    answers = List.copyOf(answers);
  }

  /** Roughly how much it takes. */
  int size() {
    return answers.stream()
        .mapToInt(answer -> 100 + (answer.text() == null ? 0 : answer.text().length()))
        .sum();
  }
}
