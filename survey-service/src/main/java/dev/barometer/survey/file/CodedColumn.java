package dev.barometer.survey.file;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column whose cells stand for something else.
 *
 * @param values cell to meaning; where there are none the cell speaks for itself
 */
public record CodedColumn(@Nullable String column, Map<String, String> values) {
  public CodedColumn {
    values = values == null ? Map.of() : Map.copyOf(values);
  }
}
