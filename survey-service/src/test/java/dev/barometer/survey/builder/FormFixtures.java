package dev.barometer.survey.builder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A form as a browser sends it that changed nothing in it. */
final class FormFixtures {
  private FormFixtures() {}

  static Map<String, List<String>> sent(SurveyForm form) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    sent.put("language", form.languages());
    texts(sent, "title", form.title(), form);
    texts(sent, "thanks", form.thanks(), form);
    for (int i = 0; i < form.questions().size(); i++) {
      QuestionForm question = form.questions().get(i);
      String q = "q" + i + ".";
      sent.put(q + "id", List.of(question.id()));
      sent.put(q + "was", List.of(question.was()));
      sent.put(q + "kind", List.of(question.kind()));
      sent.put(q + "measure", List.of(question.measure()));
      sent.put(q + "measured", List.of(question.measure()));
      sent.put(q + "look", List.of(question.look()));
      sent.put(q + "words", List.of(""));
      if (question.required()) {
        sent.put(q + "required", List.of("true"));
      }
      if (question.multiple()) {
        sent.put(q + "multiple", List.of("true"));
      }
      texts(sent, q + "text", question.text(), form);
      texts(sent, q + "labels", question.labels(), form);
      for (int j = 0; j < question.options().size(); j++) {
        sent.put(q + "o" + j + ".id", List.of(question.options().get(j).id()));
        texts(sent, q + "o" + j + ".text", question.options().get(j).text(), form);
      }
      sent.put(q + "after", List.of(question.after()));
      sent.put(q + "when", new ArrayList<>(question.when()));
      sent.put(q + "rotation", List.of(question.rotation()));
    }
    form.cuts()
        .forEach(
            (metric, cut) -> {
              sent.put("cuts." + metric + ".scale", List.of(cut.scale()));
              sent.put("cuts." + metric + ".positive", List.of(cut.positive()));
              sent.put("cuts." + metric + ".neutral", List.of(cut.neutral()));
              sent.put("cuts." + metric + ".negative", List.of(cut.negative()));
            });
    form.rotations().forEach((word, many) -> sent.put("rotation." + word, List.of(many)));
    return sent;
  }

  private static void texts(
      Map<String, List<String>> sent, String name, Map<String, String> texts, SurveyForm form) {
    form.languages()
        .forEach(
            language -> sent.put(name + "." + language, List.of(texts.getOrDefault(language, ""))));
  }
}
