package dev.barometer.survey.csv;

import dev.barometer.contract.rule.Violation;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file, opened: which characters it is written in, what delimits its cells, where its names
 * stand. What its sender does not say the file must tell.
 */
public final class CsvFile implements Closeable {
  private static final String FILE = "file";
  private static final int LONGEST_ROW = 1_000_000;
  private static final String DELIMITERS = ",;\t|";

  /** Excel's own hint, in a line above the names. */
  private static final Pattern HINT =
      Pattern.compile("\"?sep=(.)\"?(?:[\r\n]|$)", Pattern.CASE_INSENSITIVE);

  private static final int HINT_LENGTH = 8;

  /**
   * Stands for bytes that are no character of the charset: no text holds half a pair, while U+FFFD
   * is a character like any other.
   */
  static final char UNREADABLE = '\uDC00';

  private final CsvHeader header;
  private final CsvRows rows;

  private CsvFile(CsvHeader header, CsvRows rows) {
    this.header = header;
    this.rows = rows;
  }

  /** The file, at its first row behind the header; or what is wrong with it. */
  public sealed interface Opened {
    record Table(CsvFile file) implements Opened {}

    /**
     * @param violations of the field {@code file}, or of those of the mapping
     */
    record Refused(List<Violation> violations) implements Opened {}
  }

  /**
   * @param columns those that are needed, by the field that names them
   */
  public static Opened open(Path path, CsvShape shape, Map<String, String> columns)
      throws IOException {
    String hint = hint(path, shape);
    String best = "";
    CsvHeader header = null;
    String broken = "";
    long most = -1;
    for (char delimiter : delimiters(shape, hint)) {
      try (CsvRows rows = rows(path, shape, delimiter)) {
        CsvRow names = skip(rows, shape, hint != null);
        if (names == null) {
          return refused("must begin with a row of names");
        }
        if (names.broken() != null) {
          broken = !broken.isEmpty() ? broken : ": line " + names.line() + " " + names.broken();
          continue;
        }
        CsvHeader seen = new CsvHeader(names.cells());
        long found = columns.values().stream().filter(seen::has).count();
        if (found > most) {
          most = found;
          best = String.valueOf(delimiter);
          header = seen;
        }
      }
    }
    if (header == null || (most == 0 && !broken.isEmpty())) {
      return refused("must begin with a row of names" + broken);
    }
    if (most == 0) {
      return refused(
          "has none of the columns of the mapping but these: "
              + header.told()
              + ". Its cells must be delimited by a comma, a semicolon, a tab or |, or by what the"
              + " mapping names as its delimiter");
    }
    List<Violation> violations = header.violations(columns);
    if (!violations.isEmpty()) {
      return new Opened.Refused(violations);
    }
    int headerRows = headerRows(path, shape, best.charAt(0), hint != null);
    CsvRows rows = rows(path, shape, best.charAt(0));
    skip(rows, shape, hint != null);
    for (int left = headerRows - 1; left > 0; left--) {
      rows.next();
    }
    return new Opened.Table(new CsvFile(header, rows));
  }

  private static Opened refused(String rule) {
    return new Opened.Refused(List.of(new Violation(FILE, rule)));
  }

  private static List<Character> delimiters(CsvShape shape, @Nullable String hint) {
    List<Character> delimiters = new ArrayList<>();
    if (shape.delimiter() != null) {
      return List.of(shape.delimiter().charAt(0));
    }
    if (hint != null) {
      delimiters.add(hint.charAt(0));
    }
    DELIMITERS.chars().forEach(one -> delimiters.add((char) one));
    return delimiters;
  }

  /** Reads up to the row of names, and that; null where there is none. */
  private static @Nullable CsvRow skip(CsvRows rows, CsvShape shape, boolean hint)
      throws IOException {
    int before = (hint ? 1 : 0) + (shape.skipRows() == null ? 0 : shape.skipRows());
    CsvRow row = rows.next();
    for (int i = 0; i < before && row != null; i++) {
      row = rows.next();
    }
    return row;
  }

  /**
   * What is said; else three where the third row can be nothing but what Qualtrics writes below its
   * names and questions.
   */
  private static int headerRows(Path path, CsvShape shape, char delimiter, boolean hint)
      throws IOException {
    if (shape.headerRows() != null) {
      return shape.headerRows();
    }
    try (CsvRows rows = rows(path, shape, delimiter)) {
      skip(rows, shape, hint);
      rows.next();
      CsvRow third = rows.next();
      return third != null && isOfImportIds(third.cells()) ? 3 : 1;
    }
  }

  private static boolean isOfImportIds(List<String> cells) {
    List<String> said = cells.stream().filter(cell -> !cell.isBlank()).toList();
    return !said.isEmpty() && said.stream().allMatch(cell -> cell.startsWith("{\"ImportId\":"));
  }

  /** What the first line says the delimiter is; null where it says nothing. */
  private static @Nullable String hint(Path path, CsvShape shape) throws IOException {
    try (BufferedReader characters = characters(path, shape)) {
      char[] first = new char[HINT_LENGTH];
      int length = characters.read(first, 0, first.length);
      Matcher hint = HINT.matcher(String.valueOf(first, 0, Math.max(0, length)));
      return hint.lookingAt() && CsvShape.mayDelimit(hint.group(1).charAt(0))
          ? hint.group(1)
          : null;
    }
  }

  private static CsvRows rows(Path path, CsvShape shape, char delimiter) throws IOException {
    return new CsvRows(characters(path, shape), delimiter, LONGEST_ROW);
  }

  private static BufferedReader characters(Path path, CsvShape shape) throws IOException {
    InputStream bytes = Files.newInputStream(path);
    try {
      BufferedReader characters =
          new BufferedReader(
              new InputStreamReader(
                  bytes,
                  charset(path, shape)
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPLACE)
                      .onUnmappableCharacter(CodingErrorAction.REPLACE)
                      .replaceWith(String.valueOf(UNREADABLE))),
              1 << 16);
      characters.mark(1);
      if (characters.read() != '\uFEFF') {
        characters.reset();
      }
      return characters;
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static Charset charset(Path path, CsvShape shape) throws IOException {
    if (shape.charset() != null) {
      return Charset.forName(shape.charset());
    }
    try (InputStream bytes = Files.newInputStream(path)) {
      int first = bytes.read();
      int second = bytes.read();
      if (first == 0xFF && second == 0xFE) {
        return StandardCharsets.UTF_16LE;
      }
      return first == 0xFE && second == 0xFF ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }
  }

  public CsvHeader header() {
    return header;
  }

  public CsvRows rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
