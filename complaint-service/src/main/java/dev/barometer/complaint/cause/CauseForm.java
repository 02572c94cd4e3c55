package dev.barometer.complaint.cause;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A root cause as it is typed.
 *
 * @param id empty where one is added
 * @param names by language
 */
record CauseForm(String id, Map<String, String> names) {
  static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");
  private static final String NAME = "name.";
  private static final int LONGEST_ID = 50;

  CauseForm {
    names = new LinkedHashMap<>(names);
  }

  /** Of a name that somebody wrote at cases, or of none. */
  static CauseForm named(String name, Locale reader) {
    Map<String, String> names = empty();
    String language =
        LANGUAGES.stream()
            .filter(one -> Locale.forLanguageTag(one).getLanguage().equals(reader.getLanguage()))
            .findFirst()
            .orElse(LANGUAGES.get(0));
    names.put(language, name);
    return new CauseForm("", names);
  }

  static CauseForm of(RootCause cause) {
    Map<String, String> names = empty();
    names.putAll(cause.texts());
    return new CauseForm(cause.id(), names);
  }

  /** As a browser sends it. */
  static CauseForm sent(Map<String, String[]> parameters) {
    Map<String, String> names = empty();
    parameters.forEach(
        (field, values) -> {
          if (field.startsWith(NAME) && values.length > 0) {
            names.put(field.substring(NAME.length()), values[0].strip());
          }
        });
    String[] id = parameters.getOrDefault("id", new String[0]);
    return new CauseForm(id.length == 0 ? "" : id[0].strip(), names);
  }

  private static Map<String, String> empty() {
    Map<String, String> names = new LinkedHashMap<>();
    LANGUAGES.forEach(language -> names.put(language, ""));
    return names;
  }

  public boolean isAdded() {
    return id.isEmpty();
  }

  /** The list with this one in its place, or as the last. */
  List<RootCause> in(List<RootCause> all) {
    Map<String, String> texts = new LinkedHashMap<>(names);
    texts.values().removeIf(String::isEmpty);
    List<RootCause> next = new ArrayList<>(all);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).id().equals(id)) {
        next.set(i, new RootCause(id, texts, next.get(i).retired()));
        return next;
      }
    }
    next.add(new RootCause(isAdded() ? newId(all) : id, texts, false));
    return next;
  }

  /** By which one knows it again in exports, where its English name has letters for that. */
  private String newId(List<RootCause> all) {
    String letters =
        Normalizer.normalize(names.getOrDefault("en", ""), Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String stem = letters.isEmpty() ? "cause" : letters;
    String id = stem.substring(0, Math.min(LONGEST_ID, stem.length())).replaceAll("-$", "");
    String free = id;
    for (int number = 2; isTaken(free, all); number++) {
      free = id + "-" + number;
    }
    return free;
  }

  private static boolean isTaken(String id, List<RootCause> all) {
    return all.stream().anyMatch(one -> one.id().equals(id));
  }
}
