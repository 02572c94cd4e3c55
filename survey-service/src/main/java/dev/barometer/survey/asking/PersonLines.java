package dev.barometer.survey.asking;

import dev.barometer.contract.fact.Requester;
import dev.barometer.survey.csv.Cells;
import dev.barometer.survey.csv.CsvRow;
import dev.barometer.survey.csv.CsvRows;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * People as somebody typed or pasted them, one on each line: id, mail address, name and language,
 * with commas or tabs between them. Where the first line names columns, those are meant.
 *
 * @param lines those of people, blank ones left out
 * @param unread what is no line of a person
 */
record PersonLines(List<Line> lines, List<Unread> unread) {
  private static final String ID = "id";
  private static final String EMAIL = "email";
  private static final String NAME = "name";
  private static final String LOCALE = "locale";
  private static final List<String> USUAL = List.of(ID, EMAIL, NAME, LOCALE);
  private static final int LONGEST_LINE = 10_000;

  /** What columns are called, in the languages of the page. */
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          ID, List.of("id", "person", "编号", "人员", "人员编号", "아이디", "사람"),
          EMAIL,
              List.of(
                  "email",
                  "e-mail",
                  "mail",
                  "address",
                  "mail address",
                  "邮箱",
                  "邮件",
                  "邮件地址",
                  "메일",
                  "이메일",
                  "메일 주소"),
          NAME, List.of("name", "姓名", "이름"),
          LOCALE, List.of("locale", "language", "语言", "언어"));

  /**
   * One person.
   *
   * @param number of the line, from 1; 0 where it is of none
   */
  record Line(int number, Requester person) {}

  /**
   * A line that cannot be read.
   *
   * @param rule as the API would say it
   */
  record Unread(int number, String rule) {}

  static PersonLines read(String text) {
    List<Line> lines = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    List<String> columns = USUAL;
    boolean isFirst = true;
    int number = 0;
    for (String line : text.split("\r\n|\n|\r", -1)) {
      number++;
      CsvRow row = row(line);
      if (row == null) {
        continue;
      }
      List<String> cells = cells(row);
      boolean isHeader = isFirst && isHeader(cells);
      isFirst = false;
      if (isHeader) {
        columns = cells.stream().map(PersonLines::column).toList();
        if (columns.contains("") || Set.copyOf(columns).size() < columns.size()) {
          unread.add(new Unread(number, "must name no columns but " + String.join(", ", USUAL)));
        }
      } else if (row.broken() != null) {
        unread.add(new Unread(number, row.broken()));
      } else if (cells.size() > columns.size()) {
        unread.add(new Unread(number, "must have at most " + columns.size() + " columns"));
      } else {
        lines.add(new Line(number, person(columns, cells)));
      }
    }
    return new PersonLines(List.copyOf(lines), List.copyOf(unread));
  }

  /** Null where nothing stands on the line. */
  private static @Nullable CsvRow row(String line) {
    char delimiter = line.indexOf('\t') >= 0 ? '\t' : ',';
    // Whoever types leaves a blank after a comma, where a file has a quote at once.
    String typed = line.replaceAll("(^|[,\\t])\\h+\"", "$1\"");
    try (CsvRows rows = new CsvRows(new StringReader(typed), delimiter, LONGEST_LINE)) {
      CsvRow row = rows.next();
      boolean isBlank =
          row != null
              && row.broken() == null
              && row.cells().stream().allMatch(cell -> Cells.trimmed(cell).isEmpty());
      return isBlank ? null : row;
    } catch (IOException e) {
      throw new UncheckedIOException("a text can be read", e);
    }
  }

  /** Without those at its end in which nothing stands. */
  private static List<String> cells(CsvRow row) {
    List<String> cells = row.cells().stream().map(Cells::trimmed).toList();
    int width = cells.size();
    while (width > 0 && cells.get(width - 1).isEmpty()) {
      width--;
    }
    return cells.subList(0, width);
  }

  /** Whether it names columns, and is of nobody. */
  private static boolean isHeader(List<String> cells) {
    return cells.stream().anyMatch(cell -> column(cell).equals(ID))
        && (cells.size() == 1
            || cells.stream().filter(cell -> !column(cell).isEmpty()).count() > 1);
  }

  /** Empty where it is none. */
  private static String column(String cell) {
    return COLUMNS.entrySet().stream()
        .filter(one -> one.getValue().contains(cell.toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static Requester person(List<String> columns, List<String> cells) {
    Map<String, String> said = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
      said.put(columns.get(i), cells.get(i));
    }
    return new Requester(
        said.getOrDefault(ID, ""), said.get(NAME), said.get(EMAIL), said.get(LOCALE));
  }
}
