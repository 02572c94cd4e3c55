package dev.barometer.survey.visitor;

import dev.barometer.contract.survey.Option;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.ShowIf;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Scale;
import dev.barometer.survey.design.QuestionScale;
import dev.barometer.survey.design.SurveyTexts;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A survey as one person sees it, in one language.
 *
 * @param wrong whether something has to be answered otherwise
 * @param thanks what is said after the answer; null where it is the usual
 */
public record SurveyPage(
    String title, List<Item> questions, boolean wrong, @Nullable String thanks) {

  /**
   * A question.
   *
   * @param field the name of its field
   * @param low what its lowest point means, and high its highest; null where nobody says
   * @param text what was filled in, where it is text or a span
   * @param onlyIf when it is to be answered, in words; null where always
   */
  public record Item(
      String field,
      String kind,
      String look,
      String wording,
      boolean required,
      boolean multiple,
      List<Choice> choices,
      @Nullable String low,
      @Nullable String high,
      @Nullable String text,
      boolean wrong,
      @Nullable String onlyIf) {}

  /**
   * Something that can be chosen.
   *
   * @param label what it means, in words; null where only its number says it
   */
  public record Choice(String value, @Nullable String label, boolean chosen) {}

  /**
   * Draws a survey.
   *
   * @param filled what is filled in, by field
   * @param wrong the ids of questions that have to be answered otherwise
   */
  public static SurveyPage of(
      SurveyVersion survey, Locale locale, Map<String, List<String>> filled, Set<String> wrong) {
    Wording wording = new Wording(locale, ZoneOffset.UTC, "survey");
    List<Item> items = new ArrayList<>();
    for (Question question : survey.questions()) {
      String field = AnswerForm.PREFIX + question.questionId();
      List<String> values = filled.getOrDefault(field, List.of());
      List<Choice> choices = choices(question, locale, values);
      boolean free =
          question.kind().equals(Question.TEXT) || question.kind().equals(Question.LOST_TIME);
      items.add(
          new Item(
              field,
              question.kind(),
              Objects.requireNonNullElse(question.look(), "numbers"),
              SurveyTexts.said(question.text(), locale),
              question.required(),
              question.multiple(),
              choices,
              end(question, choices, 0, "low", wording),
              end(question, choices, choices.size() - 1, "high", wording),
              free && !values.isEmpty() ? values.get(0) : null,
              wrong.contains(question.questionId()),
              onlyIf(question, survey, locale, wording)));
    }
    return new SurveyPage(
        SurveyTexts.said(survey.title(), locale),
        items,
        !wrong.isEmpty(),
        survey.thanks() == null ? null : SurveyTexts.said(survey.thanks(), locale));
  }

  /** What an end of the scale means: as the survey says, else as its metric usually does. */
  private static @Nullable String end(
      Question question, List<Choice> choices, int at, String which, Wording wording) {
    if (!question.kind().equals(Question.SCALE)) {
      return null;
    }
    String said = choices.get(at).label();
    if (said != null) {
      return said;
    }
    String metric = String.valueOf(question.metric());
    String family = metric.startsWith("rater-") ? "rater" : metric;
    String scale = String.valueOf(question.scale());
    String kind = metric.equals("ces") ? "ces." + scale.substring(0, scale.indexOf('-')) : family;
    return wording.sayOr("scale." + kind + "." + which, "");
  }

  private static @Nullable String onlyIf(
      Question question, SurveyVersion survey, Locale locale, Wording wording) {
    ShowIf showIf = question.showIf();
    if (showIf == null) {
      return null;
    }
    List<String> classes = showIf.classes();
    if (classes != null && classes.size() == 1) {
      return wording.say("visitor.only-if." + classes.get(0));
    }
    List<String> wanted = Objects.requireNonNullElse(showIf.options(), List.of());
    String options =
        survey.questions().stream()
            .filter(one -> one.questionId().equals(showIf.questionId()))
            .flatMap(one -> Objects.requireNonNullElse(one.options(), List.<Option>of()).stream())
            .filter(option -> wanted.contains(option.id()))
            .map(option -> SurveyTexts.said(option.text(), locale))
            .collect(Collectors.joining(", "));
    return options.isEmpty()
        ? wording.say("visitor.only-if.some")
        : wording.say("visitor.only-if.options", options);
  }

  private static List<Choice> choices(Question question, Locale locale, List<String> values) {
    if (question.kind().equals(Question.CHOICE)) {
      return Objects.requireNonNullElse(question.options(), List.<Option>of()).stream()
          .map(
              option ->
                  new Choice(
                      option.id(),
                      SurveyTexts.said(option.text(), locale),
                      values.contains(option.id())))
          .toList();
    }
    if (!question.kind().equals(Question.SCALE)) {
      return List.of();
    }
    Scale scale = QuestionScale.of(question).orElseThrow();
    List<Choice> points = new ArrayList<>();
    for (int point = scale.lowest(); point <= scale.highest(); point++) {
      String value = Integer.toString(point);
      points.add(new Choice(value, label(question, locale, value), values.contains(value)));
    }
    return points;
  }

  private static @Nullable String label(Question question, Locale locale, String point) {
    Map<String, Map<String, String>> labels =
        Objects.requireNonNullElse(question.labels(), Map.of());
    Map<String, String> byPoint = labels.get(SurveyTexts.languageOf(labels.keySet(), locale));
    return byPoint == null ? null : byPoint.get(point);
  }
}
