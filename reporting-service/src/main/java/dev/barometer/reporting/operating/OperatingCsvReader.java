package dev.barometer.reporting.operating;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is sent as CSV, as spreadsheets write it: with or without a byte order mark, delimited
 * by what the first line holds most of, and with a decimal comma where that is no delimiter.
 */
final class OperatingCsvReader {
  static final List<String> COLUMNS = List.of("source", "system", "measure", "unit", "at", "value");
  private static final String SCOPE = "scope";
  private static final String REMOVED = "null";
  private static final String DELIMITERS = ",;\t";

  private final OperatingRules rules;

  OperatingCsvReader(OperatingRules rules) {
    this.rules = rules;
  }

  List<SentSeries> read(byte[] csv) {
    String text = text(csv);
    if (text != null) {
      read(text);
    }
    return rules.sent();
  }

  private @Nullable String text(byte[] csv) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      rules.violation("file", "must be CSV in UTF-8");
      return null;
    }
  }

  private void read(String text) {
    char delimiter = delimiter(text.lines().findFirst().orElse(""));
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    long line = 0;
    try (CSVParser rows = CSVParser.parse(new StringReader(text), format)) {
      Iterator<CSVRecord> each = rows.iterator();
      Map<String, Integer> columns = columns(each.hasNext() ? each.next().toList() : List.of());
      line = rows.getCurrentLineNumber();
      if (columns.isEmpty()) {
        return;
      }
      boolean any = false;
      while (each.hasNext()) {
        CSVRecord row = each.next();
        line = rows.getCurrentLineNumber();
        any = true;
        if (row.size() != columns.size()) {
          rules.violation("line " + line, "must have " + columns.size() + " cells");
        } else {
          read(row, columns, line, delimiter != ',');
        }
      }
      if (!any) {
        rules.violation("file", "must have at least one row below its names");
      }
    } catch (IOException | UncheckedIOException | IllegalStateException broken) {
      rules.violation("line " + (line + 1), "is no CSV: a quote is left open, or ends too early");
    }
  }

  private static char delimiter(String names) {
    return (char)
        DELIMITERS
            .chars()
            .boxed()
            .max(
                (one, other) ->
                    Long.compare(
                        names.chars().filter(c -> c == one).count(),
                        names.chars().filter(c -> c == other).count()))
            .orElseThrow()
            .intValue();
  }

  /** Where each is; empty where they are not those that are needed. */
  private Map<String, Integer> columns(List<String> names) {
    Map<String, Integer> columns = new TreeMap<>();
    boolean isRight = true;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip().toLowerCase(Locale.ROOT);
      boolean isKnown = COLUMNS.contains(name) || name.equals(SCOPE);
      if (!isKnown || columns.putIfAbsent(name, i) != null) {
        rules.violation("line 1", "must not name the column " + name + (isKnown ? " twice" : ""));
        isRight = false;
      }
    }
    for (String column : COLUMNS) {
      if (!columns.containsKey(column)) {
        rules.violation("line 1", "must name the column " + column);
        isRight = false;
      }
    }
    return isRight ? columns : Map.of();
  }

  private void read(
      CSVRecord row, Map<String, Integer> columns, long line, boolean hasDecimalComma) {
    String at = "line " + line;
    String source = rules.source(at + " source", cell(row, columns, "source"));
    SentSeries series =
        rules.series(
            new OperatingRules.Raw(
                cell(row, columns, "system"),
                cell(row, columns, "measure"),
                cell(row, columns, "unit"),
                cell(row, columns, SCOPE)),
            part -> part.isEmpty() ? at : at + " " + part);
    String value = cell(row, columns, "value");
    Double number = null;
    if (value == null || !value.equals(REMOVED)) {
      number = number(value == null ? "" : value, hasDecimalComma);
      if (number == null) {
        rules.violation(at + " value", "must be a number, or null to take the point away");
        return;
      }
    }
    if (series != null && !source.isEmpty()) {
      rules.point(series, cell(row, columns, "at"), number, source, part -> at + " " + part);
    }
  }

  private static @Nullable String cell(CSVRecord row, Map<String, Integer> columns, String name) {
    Integer column = columns.get(name);
    String cell = column == null ? "" : row.get(column).strip();
    return cell.isEmpty() ? null : cell;
  }

  /**
   * Digits, a point, an exponent, behind the apostrophe that our own files put before a minus; what
   * else Java takes for a number is none here.
   */
  static @Nullable Double number(String text, boolean hasDecimalComma) {
    String bare = text.startsWith("'") ? text.substring(1) : text;
    String plain = hasDecimalComma ? bare.replace(',', '.') : bare;
    return plain.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?")
        ? Double.valueOf(plain)
        : null;
  }
}
