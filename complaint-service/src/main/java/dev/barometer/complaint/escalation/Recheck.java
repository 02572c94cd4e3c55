package dev.barometer.complaint.escalation;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody answers, asked how his complaint was handled. It opens no case: who is asked after
 * every closing, and is not satisfied, would else be asked without end. It is noted in the case
 * that it is about, where people decide whether to reopen it or to have it reviewed.
 */
record Recheck(Response response, Answer answer, PointClass pointClass) {
  static final String RESPONSE_ID = "responseId";
  static final String REVISION = "responseRevision";

  /** Empty where it says nothing of how satisfied he is. */
  static Optional<Recheck> of(Response response) {
    if (response.withdrawnAt() != null) {
      return Optional.empty();
    }
    return response.answers().stream()
        .filter(answer -> Metrics.CSAT.id().equals(answer.metric()))
        .flatMap(answer -> classOf(answer).map(is -> new Recheck(response, answer, is)).stream())
        .findFirst();
  }

  /** By the cuts of the survey version where they came with the answer, else by the scale's. */
  private static Optional<PointClass> classOf(Answer answer) {
    Integer value = answer.value();
    String scaleId = answer.scale();
    if (value == null || scaleId == null) {
      return Optional.empty();
    }
    if (answer.answerClass() != null) {
      return Optional.of(PointClass.of(answer.answerClass()));
    }
    return Scale.find(Metrics.CSAT, scaleId)
        .filter(scale -> scale.has(value))
        .map(scale -> scale.classOf(value));
  }

  /** As the history tells it: points and not words, which are erased with the answer alone. */
  Map<String, String> details() {
    Map<String, String> details = new TreeMap<>();
    details.put(RESPONSE_ID, response.responseId());
    details.put(REVISION, Long.toString(response.revision()));
    details.put("scale", String.valueOf(answer.scale()));
    details.put("value", String.valueOf(answer.value()));
    details.put("satisfied", pointClass.label());
    return details;
  }
}
