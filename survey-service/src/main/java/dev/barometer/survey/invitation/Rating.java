package dev.barometer.survey.invitation;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import java.util.Optional;

/**
 * How the first question of a survey that has a scale was answered; of anonymous surveys nobody
 * knows it.
 *
 * @param answerClass {@code positive}, {@code neutral} or {@code negative}
 */
public record Rating(String questionId, String metric, String answerClass) {

  /** The question that ratings are of; empty where a survey has none. */
  public static Optional<Question> question(SurveyVersion survey) {
    return survey.hidesWho()
        ? Optional.empty()
        : survey.questions().stream()
            .filter(one -> one.kind().equals(Question.SCALE) && one.metric() != null)
            .findFirst();
  }

  /** Empty where it was not answered, or the answer is taken back. */
  public static Optional<Rating> of(SurveyVersion survey, Response response) {
    return response.withdrawnAt() != null
        ? Optional.empty()
        : question(survey)
            .flatMap(
                question ->
                    response.answers().stream().filter(one -> answers(one, question)).findFirst())
            .flatMap(Rating::of);
  }

  private static boolean answers(Answer answer, Question question) {
    return answer.questionId().equals(question.questionId())
        && answer.metric() != null
        && answer.metric().equals(question.metric());
  }

  private static Optional<Rating> of(Answer answer) {
    String metric = answer.metric();
    return metric == null
        ? Optional.empty()
        : classOf(answer, metric).map(label -> new Rating(answer.questionId(), metric, label));
  }

  private static Optional<String> classOf(Answer answer, String metric) {
    Integer point = answer.value();
    String scale = answer.scale();
    if (answer.answerClass() != null) {
      return Optional.of(answer.answerClass());
    }
    return point == null || scale == null
        ? Optional.empty()
        : Metrics.find(metric)
            .flatMap(known -> Scale.find(known, scale))
            .map(known -> known.classOf(point))
            .map(PointClass::label);
  }

  /** Whether it answers this question. */
  public boolean isOf(Question question) {
    return questionId.equals(question.questionId()) && metric.equals(question.metric());
  }
}
