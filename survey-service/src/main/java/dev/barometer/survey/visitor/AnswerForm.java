package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.survey.Cuts;
import dev.barometer.contract.survey.Option;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.ShowIf;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import dev.barometer.survey.design.QuestionScale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a form said, read against the survey: the answers, and which questions are not answered as
 * they have to be. Fields are named {@code q.<questionId>}.
 */
public final class AnswerForm {
  static final String PREFIX = "q.";
  private static final int LONGEST_TEXT = 10_000;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MOST_MINUTES = 100_000;

  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final Set<String> wrong = new LinkedHashSet<>();

  private AnswerForm() {}

  /**
   * Reads what was filled in.
   *
   * @param fields by name, in the order in which they were sent
   */
  public static AnswerForm read(SurveyVersion survey, Map<String, List<String>> fields) {
    AnswerForm form = new AnswerForm();
    for (Question question : survey.questions()) {
      List<String> values =
          fields.getOrDefault(PREFIX + question.questionId(), List.of()).stream()
              .map(String::strip)
              .filter(value -> !value.isEmpty())
              .toList();
      if (!question.multiple() && values.size() > 1) {
        values = values.subList(values.size() - 1, values.size()); // an address may say one, too
      }
      boolean asked = form.isAsked(question.showIf());
      if (asked && values.isEmpty()) {
        if (question.required()) {
          form.wrong.add(question.questionId());
        }
      } else if (asked) {
        form.read(question, survey, values);
      }
    }
    return form;
  }

  /** The answers, in the order of the questions. */
  public List<Answer> answers() {
    return List.copyOf(answers.values());
  }

  /** Which questions are answered as nobody can answer them, or not though they must be. */
  public Set<String> wrong() {
    return wrong;
  }

  private void read(Question question, SurveyVersion survey, List<String> values) {
    Optional<Answer> read =
        switch (question.kind()) {
          case Question.SCALE -> point(question, survey, values);
          case Question.CHOICE -> choice(question, values);
          case Question.LOST_TIME -> lostTime(question, values);
          default -> text(question, values);
        };
    read.ifPresentOrElse(
        answer -> answers.put(question.questionId(), answer),
        () -> wrong.add(question.questionId()));
  }

  private static Optional<Answer> point(
      Question question, SurveyVersion survey, List<String> values) {
    Integer point = number(values, 100);
    Scale scale = QuestionScale.of(question).orElseThrow();
    return point == null || !scale.has(point)
        ? Optional.empty()
        : Optional.of(
            new Answer(
                question.questionId(),
                question.metric(),
                question.scale(),
                point,
                classOf(question, survey, point),
                null));
  }

  /** By the survey's cuts, or else by the scale's. */
  private static String classOf(Question question, SurveyVersion survey, int point) {
    Cuts cuts = survey.cuts() == null ? null : survey.cuts().get(question.metric());
    PointClass usual = QuestionScale.of(question).orElseThrow().classOf(point);
    return Optional.ofNullable(cuts).flatMap(own -> own.classOf(point)).orElse(usual.label());
  }

  private static Optional<Answer> choice(Question question, List<String> values) {
    List<String> ids =
        Objects.requireNonNullElse(question.options(), List.<Option>of()).stream()
            .map(Option::id)
            .toList();
    boolean fits = ids.containsAll(values) && (question.multiple() || values.size() == 1);
    return fits
        ? Optional.of(
            Answer.chosen(question.questionId(), ids.stream().filter(values::contains).toList()))
        : Optional.empty();
  }

  private static Optional<Answer> lostTime(Question question, List<String> values) {
    Integer minutes = number(values, MOST_MINUTES);
    return minutes == null
        ? Optional.empty()
        : Optional.of(
            new Answer(
                question.questionId(),
                Metrics.LOST_TIME.id(),
                null,
                minutes * SECONDS_PER_MINUTE,
                null,
                null));
  }

  private static Optional<Answer> text(Question question, List<String> values) {
    String text = values.get(0).replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]", "");
    return text.codePointCount(0, text.length()) > LONGEST_TEXT
        ? Optional.empty()
        : Optional.of(new Answer(question.questionId(), null, null, null, null, text));
  }

  private static @Nullable Integer number(List<String> values, int most) {
    String text = values.get(0);
    boolean isNumber = values.size() == 1 && text.matches("\\d{1,6}");
    return isNumber && Integer.parseInt(text) <= most ? Integer.valueOf(text) : null;
  }

  private boolean isAsked(@Nullable ShowIf showIf) {
    if (showIf == null) {
      return true;
    }
    Answer given = answers.get(showIf.questionId());
    if (given == null) {
      return false;
    }
    List<String> chosen = new ArrayList<>(Objects.requireNonNullElse(given.choices(), List.of()));
    List<String> options = showIf.options();
    List<String> classes = showIf.classes();
    return (classes != null && classes.contains(String.valueOf(given.answerClass())))
        || (options != null && chosen.stream().anyMatch(options::contains));
  }
}
