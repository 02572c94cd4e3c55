package dev.barometer.survey.builder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a form sent, by the names of its fields.
 *
 * @param part what the names asked for begin with
 */
record FormFields(Map<String, List<String>> all, String part) {

  static FormFields of(Map<String, List<String>> all) {
    return new FormFields(all, "");
  }

  /** Those whose names begin so. */
  FormFields in(String more) {
    return new FormFields(all, part + more);
  }

  /** Without blanks around it; empty where it is not there. */
  String text(String name) {
    return texts(name).stream().findFirst().orElse("");
  }

  List<String> texts(String name) {
    return Optional.ofNullable(all.get(part + name)).orElse(List.of()).stream()
        .map(text -> text.strip().replace("\r\n", "\n"))
        .toList();
  }

  boolean has(String name) {
    return all.containsKey(part + name);
  }

  /** A field for each language, those that say something. */
  Map<String, String> byLanguage(String name, List<String> languages) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String language : languages) {
      String text = text(name + "." + language);
      if (!text.isEmpty()) {
        texts.put(language, text);
      }
    }
    return texts;
  }
}
