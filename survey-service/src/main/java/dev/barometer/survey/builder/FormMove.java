package dev.barometer.survey.builder;

import dev.barometer.contract.survey.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a button does to a form: {@code add.scale}, {@code up.2}, {@code down.2}, {@code remove.2},
 * {@code option.2}, {@code without.2.1}.
 */
final class FormMove {
  private static final List<String> KINDS = List.of("scale", "choice", "text", "lost-time");

  private FormMove() {}

  /** The form after it; the same where the button does something else. */
  static SurveyForm apply(String button, SurveyForm form, List<VerbalScale> scales) {
    String[] words = button.split("\\.");
    String what = words[0];
    List<QuestionForm> questions = new ArrayList<>(form.questions());
    if (what.equals("add") && words.length == 2 && KINDS.contains(words[1])) {
      questions.add(fresh(words[1], questions, scales));
      return form.with(questions);
    }
    int at = words.length > 1 ? index(words[1], questions.size()) : -1;
    if (at < 0) {
      return form;
    }
    switch (what) {
      case "up" -> Collections.swap(questions, at, Math.max(at - 1, 0));
      case "down" -> Collections.swap(questions, at, Math.min(at + 1, questions.size() - 1));
      case "remove" -> remove(questions, at);
      case "option" -> change(questions, at, FormMove::withOption);
      case "without" -> {
        int option = words.length > 2 ? index(words[2], questions.get(at).options().size()) : -1;
        if (option >= 0) {
          change(questions, at, question -> without(question, option));
        }
      }
      default -> {
        return form;
      }
    }
    return form.with(questions);
  }

  private static int index(String text, int size) {
    int at = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    return at < size ? at : -1;
  }

  private static void change(
      List<QuestionForm> questions, int at, UnaryOperator<QuestionForm> change) {
    questions.set(at, change.apply(questions.get(at)));
  }

  /** What depended on it is asked of everybody then. */
  private static void remove(List<QuestionForm> questions, int at) {
    String gone = questions.remove(at).was();
    questions.replaceAll(one -> one.after().equals(gone) ? one.after("", List.of()) : one);
  }

  private static QuestionForm withOption(QuestionForm question) {
    List<OptionForm> options = new ArrayList<>(question.options());
    options.add(emptyOption(options));
    return question.with(options);
  }

  private static OptionForm emptyOption(List<OptionForm> beside) {
    return new OptionForm(free("option", beside.stream().map(OptionForm::id).toList()), Map.of());
  }

  private static QuestionForm without(QuestionForm question, int option) {
    List<OptionForm> options = new ArrayList<>(question.options());
    options.remove(option);
    return question.with(options);
  }

  private static QuestionForm fresh(
      String kind, List<QuestionForm> beside, List<VerbalScale> scales) {
    boolean isScale = kind.equals(Question.SCALE);
    String measure =
        isScale
            ? Measures.next(beside.stream().map(one -> Measures.metricOf(one.measure())).toList())
            : "";
    String id =
        free(
            isScale ? Measures.metricOf(measure) : kind,
            beside.stream().map(QuestionForm::id).toList());
    List<OptionForm> options = new ArrayList<>();
    if (kind.equals(Question.CHOICE)) {
      options.add(emptyOption(options));
      options.add(emptyOption(options));
    }
    QuestionForm question =
        new QuestionForm(
            id, id, kind, measure, "numbers", false, false, Map.of(), Map.of(), options, "",
            List.of(), "");
    return question.said(
        scales.stream().filter(one -> isScale && one.fits(measure)).findFirst().orElse(null));
  }

  private static String free(String word, List<String> taken) {
    String id = word;
    for (int i = 2; taken.contains(id); i++) {
      id = word + "-" + i;
    }
    return id;
  }
}
