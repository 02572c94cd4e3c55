package dev.barometer.complaint.rule;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Response;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a list of rules which responses become cases: the same response and the same list
 * always give the same verdict. The first rule that matches wins, whatever the order of the
 * answers.
 */
public final class EscalationPolicy {
  private static final int LONGEST_QUOTE = 10_000; // the contract's limit for one entry
  private static final Set<String> RATED =
      Set.of(Rule.NPS, Rule.CSAT, Rule.CES, Rule.RATER, Rule.SENTIMENT);

  private final List<Entry> entries;

  public EscalationPolicy(RuleList rules) {
    entries = rules.rules().stream().filter(Rule::enabled).map(EscalationPolicy::entry).toList();
  }

  /** A rule, and what it looks for in words, made ready once. */
  private record Entry(Rule rule, Phrases phrases) {}

  /** A point that was answered on a scale; what has none escalates by no rule on ratings. */
  private record Rating(Answer answer, Scale scale, int point) {}

  private static Entry entry(Rule rule) {
    return new Entry(
        rule, new Phrases(rule.phrases() == null ? List.of() : rule.phrases().values()));
  }

  /** Empty where the response does not escalate; a withdrawn one never does. */
  public Optional<Verdict> verdictOn(Response response) {
    if (response.withdrawnAt() != null) {
      return Optional.empty();
    }
    List<Rule> ifRepeated = new ArrayList<>();
    for (Entry entry : entries) {
      Rule rule = entry.rule;
      if (!rule.isFor(response)) {
        continue;
      }
      if (rule.on().equals(Rule.REPETITION)) {
        ifRepeated.add(rule);
      } else if (RATED.contains(rule.on())) {
        Optional<Rating> rating = firstThatMatches(rule, response);
        if (rating.isPresent()) {
          return Optional.of(verdict(rule, response, rating.get(), ifRepeated));
        }
      } else if (rule.on().equals(Rule.KEYWORD) && says(response, entry.phrases)) {
        return Optional.of(verdict(rule, response, null, ifRepeated));
      }
    }
    return Optional.empty();
  }

  private static Optional<Rating> firstThatMatches(Rule rule, Response response) {
    Metric metric =
        Metrics.find(String.valueOf(rule.on().equals(Rule.RATER) ? rule.metric() : rule.on()))
            .orElse(null);
    if (metric == null) {
      return Optional.empty();
    }
    for (Answer answer : response.answers()) {
      Optional<Rating> rating = rating(answer, metric).filter(one -> matches(rule, one));
      if (rating.isPresent()) {
        return rating;
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Rule rule, Rating rating) {
    return switch (rule.on()) {
      case Rule.NPS -> isWithin(rule, rating.point);
      case Rule.RATER -> rule.to() != null && rating.point <= rule.to();
      case Rule.CSAT -> isNegative(rating);
      case Rule.CES ->
          isAmongTheWorst(rule.worst() == null ? RuleList.WORST_TWO : rule.worst(), rating);
      case Rule.SENTIMENT -> rating.scale.classOf(rating.point) == PointClass.NEGATIVE;
      default -> false;
    };
  }

  private static boolean isWithin(Rule rule, int point) {
    return (rule.from() == null || point >= rule.from())
        && (rule.to() == null || point <= rule.to());
  }

  private static boolean says(Response response, Phrases phrases) {
    return response.answers().stream()
        .map(Answer::text)
        .filter(Objects::nonNull)
        .anyMatch(phrases::areIn);
  }

  /** By the cuts of the survey version where they came with the answer, else by the scale's. */
  private static boolean isNegative(Rating rating) {
    String label = rating.answer.answerClass();
    PointClass pointClass =
        label == null ? rating.scale.classOf(rating.point) : PointClass.of(label);
    return pointClass == PointClass.NEGATIVE;
  }

  /** On an effort scale the high points are the bad ones. */
  private static boolean isAmongTheWorst(int worst, Rating rating) {
    Scale scale = rating.scale;
    return scale.lowIsGood()
        ? rating.point > scale.highest() - worst
        : rating.point < scale.lowest() + worst;
  }

  private static Verdict verdict(
      Rule rule, Response response, @Nullable Rating rating, List<Rule> ifRepeated) {
    return new Verdict(
        rule.ruleId(),
        rule.severityAt(rating == null ? null : rating.point),
        rule.kind(),
        said(response, rating),
        ifRepeated);
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

  private static Complaint.Evidence said(Response response, @Nullable Rating rating) {
    return new Complaint.Evidence(
        response.responseId(),
        // The database keeps milliseconds; what is told must not differ from what is kept.
        response.submittedAt().truncatedTo(ChronoUnit.MILLIS),
        rating == null ? null : rating.answer.metric(),
        rating == null ? null : rating.answer.scale(),
        rating == null ? null : rating.point,
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
