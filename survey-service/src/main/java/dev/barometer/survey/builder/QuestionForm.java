package dev.barometer.survey.builder;

import dev.barometer.contract.survey.Option;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.ShowIf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question as it was typed.
 *
 * @param was the id by which conditions name it: the last that was none of another's; they follow
 *     it to its new one
 * @param measure metric and scale, as {@code csat 5}; empty where it is not answered on one
 * @param labels by language, lines of {@code 5: Very satisfied}
 * @param after the id of the question it depends on; empty where it is always asked
 * @param when the answers that lead here: {@code class.negative}, {@code option.slow}
 */
record QuestionForm(
    String id,
    String was,
    String kind,
    String measure,
    String look,
    boolean required,
    boolean multiple,
    Map<String, String> text,
    Map<String, String> labels,
    List<OptionForm> options,
    String after,
    List<String> when,
    String rotation) {
  private static final String CLASS = "class.";
  private static final String OPTION = "option.";

  static QuestionForm of(Question question) {
    Map<String, String> labels = new LinkedHashMap<>();
    Objects.requireNonNullElse(question.labels(), Map.<String, Map<String, String>>of())
        .forEach((language, byPoint) -> labels.put(language, PointLines.of(byPoint)));
    ShowIf showIf = question.showIf();
    return new QuestionForm(
        question.questionId(),
        question.questionId(),
        question.kind(),
        question.metric() == null ? "" : question.metric() + " " + question.scale(),
        Objects.requireNonNullElse(question.look(), "numbers"),
        question.required(),
        question.multiple(),
        question.text(),
        labels,
        Objects.requireNonNullElse(question.options(), List.<Option>of()).stream()
            .map(OptionForm::of)
            .toList(),
        showIf == null ? "" : showIf.questionId(),
        showIf == null
            ? List.of()
            : Stream.concat(
                    marked(CLASS, showIf.classes()).stream(),
                    marked(OPTION, showIf.options()).stream())
                .toList(),
        Objects.requireNonNullElse(question.rotation(), ""));
  }

  private static List<String> marked(String mark, @Nullable List<String> ids) {
    return ids == null ? List.of() : ids.stream().map(mark::concat).toList();
  }

  static QuestionForm read(FormFields fields, List<String> languages, List<VerbalScale> scales) {
    List<OptionForm> options = new ArrayList<>();
    for (int i = 0; fields.has("o" + i + ".id"); i++) {
      options.add(OptionForm.read(fields.in("o" + i + "."), languages));
    }
    QuestionForm typed =
        new QuestionForm(
            fields.text("id"),
            fields.text("was"),
            fields.text("kind"),
            fields.text("measure"),
            fields.text("look"),
            fields.has("required"),
            fields.has("multiple"),
            fields.byLanguage("text", languages),
            fields.byLanguage("labels", languages),
            options,
            fields.text("after"),
            fields.texts("when"),
            fields.text("rotation"));
    String words = fields.text("words");
    if (words.equals("none")) {
      return typed.said(null);
    }
    VerbalScale chosen =
        scales.stream()
            .filter(one -> one.id().equals(words) && one.fits(typed.measure))
            .findFirst()
            .orElse(null);
    if (chosen != null) {
      return typed.said(chosen);
    }
    boolean otherPoints = !typed.measure.equals(fields.text("measured"));
    return otherPoints
        ? typed.said(
            scales.stream().filter(one -> one.fits(typed.measure)).findFirst().orElse(null))
        : typed;
  }

  /** With these words for its points; without any where there are none. */
  QuestionForm said(@Nullable VerbalScale words) {
    Map<String, String> lines = new LinkedHashMap<>();
    if (words != null) {
      words.labels().forEach((language, byPoint) -> lines.put(language, PointLines.of(byPoint)));
    }
    return new QuestionForm(
        id, was, kind, measure, look, required, multiple, text, lines, options, after, when,
        rotation);
  }

  QuestionForm with(List<OptionForm> newOptions) {
    return new QuestionForm(
        id,
        was,
        kind,
        measure,
        look,
        required,
        multiple,
        text,
        labels,
        newOptions,
        after,
        when,
        rotation);
  }

  /** Its name is one: conditions name it so from now on. */
  QuestionForm renamed() {
    return new QuestionForm(
        id, id, kind, measure, look, required, multiple, text, labels, options, after, when,
        rotation);
  }

  QuestionForm after(String question, List<String> answers) {
    return new QuestionForm(
        id, was, kind, measure, look, required, multiple, text, labels, options, question, answers,
        rotation);
  }

  Question toQuestion() {
    boolean isScale = kind.equals(Question.SCALE);
    boolean isChoice = kind.equals(Question.CHOICE);
    String[] words = measure.split(" ", 2);
    Map<String, Map<String, String>> byLanguage = new LinkedHashMap<>();
    labels.forEach((language, lines) -> byLanguage.put(language, PointLines.read(lines)));
    return new Question(
        id,
        kind,
        isScale ? words[0] : null,
        isScale && words.length > 1 ? words[1] : null,
        isScale ? look : null,
        required,
        isChoice && multiple,
        text,
        isScale && !byLanguage.isEmpty() ? byLanguage : null,
        isChoice ? options.stream().map(OptionForm::toOption).toList() : null,
        after.isEmpty() ? null : new ShowIf(after, answers(CLASS), answers(OPTION)),
        rotation);
  }

  private @Nullable List<String> answers(String mark) {
    List<String> ids =
        when.stream()
            .filter(one -> one.startsWith(mark))
            .map(one -> one.substring(mark.length()))
            .toList();
    return ids.isEmpty() ? null : ids;
  }

  public boolean isScale() {
    return kind.equals(Question.SCALE);
  }

  public boolean isChoice() {
    return kind.equals(Question.CHOICE);
  }
}
