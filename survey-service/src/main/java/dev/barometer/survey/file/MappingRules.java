package dev.barometer.survey.file;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that mappings have in common, and what breaks them. */
final class MappingRules {
  private final List<Violation> found = new ArrayList<>();

  void require(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      add(field, "is required");
    }
  }

  void requireDimensions(Map<String, String> context) {
    for (String dimension : context.keySet()) {
      if (Dimension.of(dimension).isEmpty()) {
        add("context." + dimension, "is no dimension");
      }
    }
  }

  void add(String field, String rule) {
    found.add(new Violation(field, rule));
  }

  void addAll(List<Violation> violations) {
    found.addAll(violations);
  }

  List<Violation> found() {
    return found;
  }
}
