package dev.barometer.survey.file;

import dev.barometer.survey.csv.Cells;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What words in cells stand for. They are compared in their one form ({@link Cells#code}).
 *
 * @param <T> what a word can stand for
 */
final class Codes<T> {
  private final Map<String, T> meanings = new HashMap<>();

  Codes(Map<String, T> values) {
    values.forEach((word, meaning) -> meanings.put(Cells.code(word), meaning));
  }

  @Nullable T meaning(String cell) {
    return meanings.get(Cells.code(cell));
  }

  /** Words that are one word and stand for two things. */
  static <T> void check(String field, Map<String, T> values, MappingRules rules) {
    Map<String, T> meanings = new HashMap<>();
    values.forEach(
        (word, meaning) -> {
          T before = meanings.putIfAbsent(Cells.code(word), meaning);
          if (before != null && !before.equals(meaning)) {
            rules.add(field + "." + word, "is the same word as one that stands for " + before);
          }
        });
  }
}
