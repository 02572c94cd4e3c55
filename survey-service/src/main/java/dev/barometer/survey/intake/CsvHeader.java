package dev.barometer.survey.intake;

import dev.barometer.contract.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first row of a CSV file: finds columns although their spelling drifts from year to year. */
final class CsvHeader {
  private final Map<String, Integer> positions = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final int width;

  CsvHeader(List<String> cells) {
    width = cells.size();
    for (int i = 0; i < width; i++) {
      if (positions.putIfAbsent(normal(cells.get(i)), i) != null) {
        ambiguous.add(normal(cells.get(i)));
      }
    }
  }

  private static String normal(String name) {
    return name.replace("*", "").strip().toLowerCase(Locale.ROOT);
  }

  int width() {
    return width;
  }

  /** Where a column is. Throws for a column {@link #violations} complains about. */
  int position(String column) {
    Integer position = positions.get(normal(column));
    if (position == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return position;
  }

  /** The columns a mapping names that the file does not have, or has twice. */
  List<Violation> violations(CsvMapping mapping) {
    List<Violation> found = new ArrayList<>();
    check("id", mapping.id(), found);
    CsvMapping.Time time = mapping.submittedAt();
    check("submittedAt.column", time == null ? null : time.column(), found);
    CsvMapping.Coded locale = mapping.locale();
    check("locale.column", locale == null ? null : locale.column(), found);
    check("respondent", mapping.respondent(), found);
    check("ticketId", mapping.ticketId(), found);
    for (int i = 0; i < mapping.answers().size(); i++) {
      check("answers[" + i + "].column", mapping.answers().get(i).column(), found);
    }
    mapping.context().forEach((dimension, column) -> check("context." + dimension, column, found));
    return found;
  }

  private void check(String field, @Nullable String column, List<Violation> found) {
    if (column == null) {
      return;
    }
    if (!positions.containsKey(normal(column))) {
      found.add(new Violation(field, "names the column " + column + ", which the file lacks"));
    } else if (ambiguous.contains(normal(column))) {
      found.add(new Violation(field, "names the column " + column + ", which the file has twice"));
    }
  }
}
