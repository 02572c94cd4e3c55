package dev.barometer.contract.survey;

import dev.barometer.contract.rule.Violations;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a survey's version by itself; how its questions go together is looked at before it
 * is published. English stands in where a text has no other language, so it has to be there.
 */
public final class SurveyRules {
  private static final String ENGLISH = "en";
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final List<String> STATUSES =
      List.of(SurveyVersion.DRAFT, SurveyVersion.PUBLISHED, SurveyVersion.RETIRED);
  private static final List<String> KINDS =
      List.of(Question.SCALE, Question.CHOICE, Question.TEXT, Question.LOST_TIME);
  private static final List<String> LOOKS = List.of("stars", "faces", "numbers", "labels");
  private static final int MOST_QUESTIONS = 50;
  private static final int LONGEST_TEXT = 1_000;
  private static final String QUESTIONS = "questions";

  private SurveyRules() {}

  public static void check(SurveyVersion survey, Violations violations) {
    violations.id("surveyId", survey.surveyId());
    violations.atLeast(1, "version", survey.version());
    violations.atLeast(1, "revision", survey.revision());
    violations.oneOf("status", survey.status(), STATUSES);
    violations.happened("changedAt", survey.changedAt());
    checkTexts("title", survey.title(), violations);
    if (survey.thanks() != null) {
      checkTexts("thanks", survey.thanks(), violations);
    }
    List<Question> questions = survey.questions();
    if (questions.isEmpty() || questions.size() > MOST_QUESTIONS) {
      violations.broken(QUESTIONS, "must be 1 to " + MOST_QUESTIONS);
      return;
    }
    for (int i = 0; i < questions.size(); i++) {
      violations.in(QUESTIONS, i);
      if (violations.present("", questions.get(i))) {
        check(questions.get(i), violations);
      }
    }
    violations.in("");
  }

  private static void check(Question question, Violations violations) {
    violations.id("questionId", question.questionId());
    violations.oneOf("kind", question.kind(), KINDS);
    violations.label("metric", question.metric());
    violations.label("scale", question.scale());
    if (question.look() != null) {
      violations.oneOf("look", question.look(), LOOKS);
    }
    violations.label("rotation", question.rotation());
    checkTexts("text", question.text(), violations);
    checkLabels(question.labels(), violations);
    List<Option> options = question.options() == null ? List.of() : question.options();
    for (int i = 0; i < options.size(); i++) {
      String name = "options[" + i + "]";
      if (violations.present(name, options.get(i))) {
        violations.id(name + ".id", options.get(i).id());
        checkTexts(name + ".text", options.get(i).text(), violations);
      }
    }
    if (question.showIf() != null) {
      violations.id("showIf.questionId", question.showIf().questionId());
    }
  }

  private static void checkLabels(
      @Nullable Map<String, Map<String, String>> labels, Violations violations) {
    if (labels == null) {
      return;
    }
    labels.forEach(
        (language, byPoint) -> {
          String name = "labels." + language;
          checkLanguage(name, language, violations);
          if (violations.present(name, byPoint)) {
            byPoint.forEach((point, text) -> checkText(name + "." + point, text, violations));
          }
        });
  }

  private static void checkTexts(String field, Map<String, String> texts, Violations violations) {
    if (texts.get(ENGLISH) == null) {
      violations.broken(field + "." + ENGLISH, "is required");
    }
    texts.forEach(
        (language, text) -> {
          checkLanguage(field + "." + language, language, violations);
          checkText(field + "." + language, text, violations);
        });
  }

  private static void checkText(String field, @Nullable String text, Violations violations) {
    if (violations.present(field, text) && text != null) {
      if (text.isBlank()) {
        violations.broken(field, "must not be blank");
      }
      violations.text(field, text, LONGEST_TEXT);
    }
  }

  private static void checkLanguage(String field, String language, Violations violations) {
    if (!LANGUAGE.matcher(language).matches()) {
      violations.broken(field, "must be a language, as en, zh-CN or ko");
    }
  }
}
