package dev.barometer.survey.builder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words of the field for the points of a scale.
 *
 * @param scales which it is for, as {@code csat 5}
 * @param points that are said in words, from the lowest; on long scales the ends alone
 * @param words by language, one for each of these points
 */
record VerbalScale(
    String id, List<String> scales, List<String> points, Map<String, List<String>> words) {

  public boolean fits(String measure) {
    return scales.contains(measure);
  }

  /** As a question holds them: by language, then by point. */
  Map<String, Map<String, String>> labels() {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    words.forEach(
        (language, said) -> {
          Map<String, String> byPoint = new LinkedHashMap<>();
          for (int i = 0; i < points.size(); i++) {
            byPoint.put(points.get(i), said.get(i));
          }
          labels.put(language, byPoint);
        });
    return labels;
  }

  /** How it is chosen: its worst and best word. */
  public String name(Locale locale) {
    List<String> said =
        words.entrySet().stream()
            .filter(
                one ->
                    Locale.forLanguageTag(one.getKey()).getLanguage().equals(locale.getLanguage()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(() -> words.getOrDefault("en", List.of(id)));
    return said.get(0) + " … " + said.get(said.size() - 1);
  }
}
