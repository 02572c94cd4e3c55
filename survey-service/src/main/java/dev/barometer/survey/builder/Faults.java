package dev.barometer.survey.builder;

import dev.barometer.contract.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a draft: in words at the field, and all of it as links above the form. */
final class Faults {
  static final Faults NONE = new Faults(List.of());

  private static final Pattern OF_QUESTION = Pattern.compile("questions\\[(\\d+)](?:\\.(.*))?");
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("title", "text"),
          Map.entry("thanks", "text"),
          Map.entry("text", "text"),
          Map.entry("questionId", "question-id"),
          Map.entry("metric", "metric"),
          Map.entry("scale", "choose"),
          Map.entry("look", "choose"),
          Map.entry("labels", "labels"),
          Map.entry("options", "options"),
          Map.entry("showIf", "show-if"),
          Map.entry("rotation", "question-id"),
          Map.entry("cuts", "cuts"),
          Map.entry("rotations", "rotations"),
          Map.entry("questions", "questions"),
          Map.entry("surveyId", "id"));

  private final List<Fault> all;

  /**
   * One thing that is wrong.
   *
   * @param field as the API names it
   * @param words what the text of its rule is called
   * @param rule as the API says it
   * @param anchor where in the page it is
   * @param question its number, from 1; 0 where it is of no question
   */
  record Fault(String field, String words, String rule, String anchor, int question) {

    static Fault of(Violation violation) {
      String field = violation.field();
      Matcher part = OF_QUESTION.matcher(field);
      boolean ofQuestion = part.matches();
      String of = ofQuestion ? String.valueOf(part.group(2)) : field;
      boolean ofOptionText = of.matches("options\\[\\d+]\\.text.*");
      String first = of.split("[.\\[]")[0];
      return new Fault(
          field,
          ofOptionText ? "text" : WORDS.getOrDefault(first, "other"),
          violation.rule(),
          ofQuestion ? "question-" + part.group(1) : first,
          ofQuestion ? Integer.parseInt(part.group(1)) + 1 : 0);
    }

    boolean isUnder(String path) {
      return field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "[");
    }
  }

  private Faults(List<Fault> all) {
    this.all = all;
  }

  static Faults of(List<Violation> violations) {
    return new Faults(violations.stream().map(Fault::of).toList());
  }

  public List<Fault> all() {
    return all;
  }

  /** Of a field and its parts, each text once. */
  public List<Fault> at(String path) {
    List<Fault> found = new ArrayList<>();
    for (Fault fault : all) {
      boolean isSaid = found.stream().anyMatch(one -> one.words().equals(fault.words()));
      if (fault.isUnder(path) && !isSaid) {
        found.add(fault);
      }
    }
    return found;
  }

  public boolean has(String path) {
    return all.stream().anyMatch(fault -> fault.isUnder(path));
  }
}
