package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Response;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which responses become cases: the same response always gets the same verdict. The first
 * rule that matches wins, whatever the order of the answers.
 */
final class EscalationPolicy {
  private static final int HIGHEST_DETRACTOR = 6;
  private static final int HIGHEST_SEVERE = 2;
  private static final int LONGEST_QUOTE = 10_000; // the contract's limit for one entry

  /** A point that was answered on a scale; what has none escalates by no rule. */
  private record Rating(Answer answer, Scale scale, int point) {}

  /** Empty where the response does not escalate; a withdrawn one never does. */
  Optional<Verdict> verdictOn(Response response) {
    if (response.withdrawnAt() != null) {
      return Optional.empty();
    }
    return verdict("nps-detractor", Metrics.NPS, EscalationPolicy::isDetractor, response)
        .or(() -> verdict("csat-negative", Metrics.CSAT, EscalationPolicy::isNegative, response))
        .or(() -> verdict("ces-worst-two", Metrics.CES, EscalationPolicy::isInWorstTwo, response));
  }

  private static boolean isDetractor(Rating rating) {
    return rating.point <= HIGHEST_DETRACTOR;
  }

  /** By the cuts of the survey version where they came with the answer, else by the scale's. */
  private static boolean isNegative(Rating rating) {
    String label = rating.answer.answerClass();
    PointClass pointClass =
        label == null ? rating.scale.classOf(rating.point) : PointClass.of(label);
    return pointClass == PointClass.NEGATIVE;
  }

  /** On an effort scale the high points are the bad ones. */
  private static boolean isInWorstTwo(Rating rating) {
    Scale scale = rating.scale;
    return scale.lowIsGood()
        ? rating.point >= scale.highest() - 1
        : rating.point <= scale.lowest() + 1;
  }

  private static Optional<Verdict> verdict(
      String rule, Metric metric, Predicate<Rating> matches, Response response) {
    return response.answers().stream()
        .map(answer -> rating(answer, metric))
        .flatMap(Optional::stream)
        .filter(matches)
        .findFirst()
        .map(
            rating ->
                new Verdict(
                    rule, severityOf(rating, metric), Case.GRIEVANCE, said(response, rating)));
  }

  private static Optional<Rating> rating(Answer answer, Metric metric) {
    Integer point = answer.value();
    String scaleId = answer.scale();
    if (point == null || scaleId == null || !metric.id().equals(answer.metric())) {
      return Optional.empty();
    }
    return Scale.find(metric, scaleId)
        .filter(scale -> scale.has(point))
        .map(scale -> new Rating(answer, scale, point));
  }

  private static Severity severityOf(Rating rating, Metric metric) {
    return metric == Metrics.NPS && rating.point <= HIGHEST_SEVERE
        ? Severity.SEVERE
        : Severity.NORMAL;
  }

  private static Complaint.Evidence said(Response response, Rating rating) {
    return new Complaint.Evidence(
        response.responseId(),
        // The database keeps milliseconds; what is told must not differ from what is kept.
        response.submittedAt().truncatedTo(ChronoUnit.MILLIS),
        rating.answer.metric(),
        rating.answer.scale(),
        rating.point,
        words(response));
  }

  /** Everything the person wrote, an answer a line; null where nothing was. */
  private static @Nullable String words(Response response) {
    String words =
        response.answers().stream()
            .map(Answer::text)
            .filter(Objects::nonNull)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n"));
    return words.isEmpty() ? null : shortened(words);
  }

  private static String shortened(String words) {
    if (words.length() <= LONGEST_QUOTE) {
      return words;
    }
    boolean splitsCharacter = Character.isHighSurrogate(words.charAt(LONGEST_QUOTE - 1));
    return words.substring(0, splitsCharacter ? LONGEST_QUOTE - 1 : LONGEST_QUOTE);
  }
}
