package dev.barometer.survey.csv;

import dev.barometer.contract.rule.Names;
import dev.barometer.contract.rule.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The row of names: finds columns although their spelling drifts from year to year. Columns at its
 * end without a name are none.
 */
public final class CsvHeader {
  private static final int MOST_TOLD = 50;
  private static final int LONGEST_TOLD = 60;

  private final List<String> names;
  private final Map<String, Integer> positions = new HashMap<>();

  /** Where the columns are that were asked for, as they were named. */
  private final Map<String, Integer> asked = new HashMap<>();

  private final Set<String> ambiguous = new HashSet<>();

  public CsvHeader(List<String> cells) {
    int width = cells.size();
    while (width > 0 && normal(cells.get(width - 1)).isEmpty()) {
      width--;
    }
    names = List.copyOf(cells.subList(0, width));
    for (int i = 0; i < width; i++) {
      String name = normal(names.get(i));
      if (!name.isEmpty() && positions.putIfAbsent(name, i) != null) {
        ambiguous.add(name);
      }
    }
  }

  private static String normal(String name) {
    String seen = Names.normalised(name.replace("*", ""));
    return seen == null ? "" : seen.toLowerCase(Locale.ROOT);
  }

  /** Whether a row has a cell for each column, and no other with something in it. */
  public boolean isFull(CsvRow row) {
    return row.cells().size() >= width() && fits(row);
  }

  int width() {
    return names.size();
  }

  boolean has(String column) {
    return positions.containsKey(normal(column));
  }

  /** The names as they are written, as many as a person wants to read. */
  String told() {
    String told =
        names.stream()
            .limit(MOST_TOLD)
            .map(name -> Cells.beginning(Cells.trimmed(name), LONGEST_TOLD))
            .collect(Collectors.joining(", "))
            .replace(CsvFile.UNREADABLE, '\uFFFD');
    return names.size() > MOST_TOLD ? told + " and " + (names.size() - MOST_TOLD) + " more" : told;
  }

  /**
   * The columns a mapping names that the file does not have, or has twice.
   *
   * @param columns by the field that names them
   */
  List<Violation> violations(Map<String, String> columns) {
    List<Violation> found = new ArrayList<>();
    String seen = ": it has " + told();
    for (Map.Entry<String, String> named : columns.entrySet()) {
      String names = "names the column " + named.getValue() + ", which the file ";
      if (!has(named.getValue())) {
        found.add(new Violation(named.getKey(), names + "lacks" + seen));
        seen = "";
      } else if (ambiguous.contains(normal(named.getValue()))) {
        found.add(new Violation(named.getKey(), names + "has twice"));
      }
    }
    return found;
  }

  /** Whether nothing in a row stands behind the last column with a name. */
  public boolean fits(CsvRow row) {
    int cells = row.cells().size();
    return cells <= width()
        || row.cells().subList(width(), cells).stream()
            .allMatch(cell -> Cells.trimmed(cell).isEmpty());
  }

  /**
   * Refuses a row that has more in it than the columns with a name. Cells missing at its end are
   * blank.
   *
   * @param behindBroken whether no complete row came since a broken one: then a row that lacks
   *     cells may be the rest of what somebody wrote, and is refused
   */
  public void requireFit(CsvRow row, boolean behindBroken) throws BadCellException {
    int cells = row.cells().size();
    boolean doubtful = behindBroken && cells < width();
    if (doubtful || !fits(row)) {
      String doubt = doubtful ? ", behind a quote that is not closed" : "";
      throw new BadCellException("", null, "has " + cells + " of " + width() + " columns" + doubt);
    }
  }

  private int position(String column) {
    Integer position = positions.get(normal(column));
    if (position == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return position;
  }

  /**
   * A cell without what nobody sees around it; null where it is blank or nothing is mapped to it.
   *
   * @param column one that {@link #violations} did not complain about
   */
  public @Nullable String cell(CsvRow row, @Nullable String column) throws BadCellException {
    if (column == null) {
      return null;
    }
    int position = asked.computeIfAbsent(column, this::position);
    if (position >= row.cells().size()) {
      return null;
    }
    String cell = Cells.trimmed(row.cells().get(position));
    if (cell.indexOf(CsvFile.UNREADABLE) >= 0) {
      throw new BadCellException(column, null, "is not in the charset of the file");
    }
    return cell.isEmpty() ? null : cell;
  }
}
