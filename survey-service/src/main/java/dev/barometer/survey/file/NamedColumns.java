package dev.barometer.survey.file;

import dev.barometer.survey.csv.TimeColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that a mapping names, by the field that names them. */
final class NamedColumns {
  private final Map<String, String> columns = new LinkedHashMap<>();

  NamedColumns add(String field, @Nullable String column) {
    if (column != null) {
      columns.put(field, column);
    }
    return this;
  }

  NamedColumns add(String field, @Nullable CodedColumn coded) {
    return add(field + ".column", coded == null ? null : coded.column());
  }

  NamedColumns add(String field, @Nullable TimeColumn time) {
    return add(field + ".column", time == null ? null : time.column());
  }

  NamedColumns addContext(Map<String, String> context) {
    context.forEach((dimension, column) -> add("context." + dimension, column));
    return this;
  }

  Map<String, String> toMap() {
    return columns;
  }
}
