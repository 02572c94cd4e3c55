package dev.barometer.survey.design;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import dev.barometer.contract.survey.Cuts;
import dev.barometer.contract.survey.Option;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.ShowIf;
import dev.barometer.contract.survey.SurveyRules;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.metrics.Family;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the questions of a survey go together, so that it can be asked and scored. */
public final class SurveyPolicy {
  private static final List<String> CLASSES = List.of("positive", "neutral", "negative");
  private static final int MOST_OPTIONS = 50;
  private static final String QUESTIONS = "questions";
  private static final String RATER = "rater-";

  private SurveyPolicy() {}

  /** What is wrong with a version; empty where it can be published. */
  public static List<Violation> check(SurveyVersion survey, Instant now) {
    Violations violations = new Violations(now);
    SurveyRules.check(survey, violations);
    if (violations.all().isEmpty()) {
      List<Question> questions = survey.questions();
      for (int i = 0; i < questions.size(); i++) {
        violations.in(QUESTIONS, i);
        check(questions.get(i), questions.subList(0, i), violations);
      }
      violations.in("");
      checkCuts(survey, violations);
      checkRotations(survey, violations);
    }
    return violations.all();
  }

  private static void check(Question question, List<Question> earlier, Violations violations) {
    if (earlier.stream().anyMatch(one -> one.questionId().equals(question.questionId()))) {
      violations.broken("questionId", "must not be that of another question");
    }
    checkScale(question, earlier, violations);
    checkOptions(question, violations);
    if (question.showIf() != null) {
      checkShowIf(question.showIf(), earlier, violations);
    }
  }

  private static void checkScale(Question question, List<Question> earlier, Violations violations) {
    if (!question.kind().equals(Question.SCALE)) {
      absent("metric", question.metric(), violations);
      absent("scale", question.scale(), violations);
      absent("look", question.look(), violations);
      absent("labels", question.labels(), violations);
      return;
    }
    String metric = question.metric();
    if (!violations.present("metric", metric)
        || !violations.present("scale", question.scale())
        || metric == null) {
      return;
    }
    List<Scale> scales = scalesOf(metric);
    if (scales.isEmpty()) {
      violations.broken("metric", "must be one that is answered on a scale");
      return;
    }
    Optional<Scale> scale =
        scales.stream().filter(one -> one.id().equals(question.scale())).findFirst();
    if (scale.isEmpty()) {
      violations.broken(
          "scale", "must be one of " + String.join(", ", scales.stream().map(Scale::id).toList()));
      return;
    }
    if (!metric.startsWith(RATER)
        && earlier.stream().anyMatch(one -> metric.equals(one.metric()))) {
      violations.broken("metric", "must not be asked for twice in one survey");
    }
    checkLabels(question.labels(), scale.get(), violations);
  }

  /** The scales that people are asked for a metric on; empty where nobody is asked for it. */
  public static List<Scale> scalesOf(@Nullable String metric) {
    return Metrics.all().stream()
        .filter(one -> one.id().equals(metric) && isAsked(one))
        .findFirst()
        .map(Scale::of)
        .orElse(List.of());
  }

  private static boolean isAsked(Metric metric) {
    return metric.family() == Family.CHOICE && !metric.equals(Metrics.SENTIMENT);
  }

  private static void checkLabels(
      @Nullable Map<String, Map<String, String>> labels, Scale scale, Violations violations) {
    if (labels != null) {
      labels.forEach(
          (language, byPoint) -> {
            if (!byPoint.keySet().stream().allMatch(point -> isPoint(point, scale))) {
              violations.broken("labels." + language, "must be of points of the scale");
            }
          });
    }
  }

  private static boolean isPoint(String text, Scale scale) {
    return text.matches("\\d{1,3}") && scale.has(Integer.parseInt(text));
  }

  private static void checkOptions(Question question, Violations violations) {
    List<Option> options = question.options();
    if (!question.kind().equals(Question.CHOICE)) {
      absent("options", options, violations);
      if (question.multiple()) {
        violations.broken("multiple", "must be absent where nothing is chosen from");
      }
      return;
    }
    if (options == null || options.size() < 2 || options.size() > MOST_OPTIONS) {
      violations.broken("options", "must be 2 to " + MOST_OPTIONS);
      return;
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < options.size(); i++) {
      if (!ids.add(options.get(i).id())) {
        violations.broken("options[" + i + "].id", "must not be that of another option");
      }
    }
  }

  private static void checkShowIf(ShowIf showIf, List<Question> earlier, Violations violations) {
    Question asked =
        earlier.stream()
            .filter(one -> Objects.equals(one.questionId(), showIf.questionId()))
            .findFirst()
            .orElse(null);
    if (asked == null) {
      violations.broken("showIf.questionId", "must be that of an earlier question");
      return;
    }
    boolean isScale = asked.kind().equals(Question.SCALE);
    checkOneOf("showIf.classes", showIf.classes(), isScale ? CLASSES : List.of(), violations);
    List<Option> options = asked.options();
    checkOneOf(
        "showIf.options",
        showIf.options(),
        options == null ? List.of() : options.stream().map(Option::id).toList(),
        violations);
    if (showIf.classes() == null && showIf.options() == null) {
      violations.broken("showIf", "must name classes or options");
    }
  }

  private static void checkOneOf(
      String field,
      @Nullable List<String> said,
      Collection<String> possible,
      Violations violations) {
    if (said != null
        && (said.isEmpty()
            || said.stream().anyMatch(one -> one == null || !possible.contains(one)))) {
      violations.broken(
          field,
          possible.isEmpty()
              ? "must be absent for a question of that kind"
              : "must be of " + String.join(", ", possible));
    }
  }

  private static void checkCuts(SurveyVersion survey, Violations violations) {
    Map<String, Cuts> cuts = survey.cuts() == null ? Map.of() : survey.cuts();
    cuts.forEach(
        (metric, cut) -> {
          Scale scale = scaleOf(survey, metric).orElse(null);
          if (scale == null) {
            violations.broken("cuts." + metric, "must be of a metric that the survey asks for");
          } else if (!isPartition(cut, scale)) {
            violations.broken(
                "cuts." + metric,
                "must put each point from %d to %d into one class, once"
                    .formatted(scale.lowest(), scale.highest()));
          }
        });
  }

  private static Optional<Scale> scaleOf(SurveyVersion survey, String metric) {
    return survey.questions().stream()
        .filter(question -> metric.equals(question.metric()))
        .flatMap(
            question -> scalesOf(metric).stream().filter(one -> one.id().equals(question.scale())))
        .findFirst();
  }

  private static boolean isPartition(@Nullable Cuts cut, Scale scale) {
    if (cut == null) {
      return false;
    }
    List<Integer> all = new ArrayList<>(cut.positive());
    all.addAll(cut.neutral());
    all.addAll(cut.negative());
    return all.size() == scale.highest() - scale.lowest() + 1
        && all.stream().allMatch(point -> point != null && scale.has(point))
        && new HashSet<>(all).size() == all.size();
  }

  private static void checkRotations(SurveyVersion survey, Violations violations) {
    Map<String, Integer> rotations = survey.rotations() == null ? Map.of() : survey.rotations();
    if (survey.hidesWho() && !rotations.isEmpty()) {
      violations.broken(
          "rotations", "must be absent of an anonymous survey: who is asked what would tell");
    }
    rotations.keySet().stream()
        .filter(word -> word.contains(".") || word.startsWith("$"))
        .forEach(word -> violations.broken("rotations", "must be named without a dot: " + word));
    rotations.forEach(
        (word, asked) -> {
          long of = survey.questions().stream().filter(one -> word.equals(one.rotation())).count();
          if (asked == null || asked < 1 || asked > of) {
            violations.broken("rotations." + word, "must be 1 to the number of its questions");
          }
        });
    survey.questions().stream()
        .map(Question::rotation)
        .filter(word -> word != null && !rotations.containsKey(word))
        .findFirst()
        .ifPresent(
            word -> violations.broken("rotations", "must say how many are asked of " + word));
  }

  private static void absent(String field, @Nullable Object value, Violations violations) {
    if (value != null) {
      violations.broken(field, "must be absent for a question of this kind");
    }
  }
}
