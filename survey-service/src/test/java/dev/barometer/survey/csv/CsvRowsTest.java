package dev.barometer.survey.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
  private static final int LONGEST = 2_000;

  private static List<CsvRow> read(String csv) {
    return read(csv, ',');
  }

  private static List<CsvRow> read(String csv, char delimiter) {
    List<CsvRow> read = new ArrayList<>();
    try (CsvRows rows = new CsvRows(new StringReader(csv), delimiter, LONGEST)) {
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        read.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private static List<Long> brokenLines(List<CsvRow> rows) {
    return rows.stream().filter(row -> row.broken() != null).map(CsvRow::line).toList();
  }

  private static String rows(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> i + ",fine\n")
        .collect(Collectors.joining());
  }

  @Test
  void readsCells_quotedOrNot() {
    List<CsvRow> rows = read("a, b,\"c, d\",\"e \"\"f\"\"\",,\"\" ,5\" nail\n1,\"2\"");

    assertThat(rows.get(0).cells())
        .containsExactly("a", " b", "c, d", "e \"f\"", "", "", "5\" nail");
    assertThat(rows.get(1).cells()).containsExactly("1", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void numbersLinesAsAnEditorDoes_whateverEndsThem(String end) {
    List<CsvRow> rows = read("a,b" + end + "1,\"x" + end + "y\"" + end + end + "2,z" + end);

    assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 2L, 5L);
    assertThat(rows).extracting(CsvRow::severalLines).containsExactly(false, true, false);
    assertThat(rows.get(1).cells()).containsExactly("1", "x" + end + "y");
  }

  @Test
  void leavesOutLinesOfBlanks() {
    assertThat(read("a,b\n  \t\n\u00a0\n1,2\n,\n"))
        .extracting(CsvRow::line)
        .containsExactly(1L, 4L, 5L);
    assertThat(read("a\tb\n\t\t\n1\t2\n", '\t')).extracting(CsvRow::line).containsExactly(1L, 3L);
  }

  @Test
  void tellsAnOpenQuoteWhereItOpens_andReadsTheLinesBehindIt() {
    List<CsvRow> rows = read(rows(1, 9) + "10,\"never closed\n" + rows(11, 40));

    assertThat(brokenLines(rows)).containsExactly(10L);
    assertThat(rows).hasSize(40);
    assertThat(rows.get(39).cells()).containsExactly("40", "fine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"said \"\"hi\"\"\"",
        "\"fine\"",
        "\"\"",
        "\"\"\"hi\"\" he said\"",
        "\"two\nlines\"",
        "\"also open"
      })
  void tellsAnOpenQuoteWhereItOpens_whateverIsQuotedFurtherDown(String quoted) {
    List<CsvRow> rows = read("1,\"open\n2,fine\n3," + quoted + "\n4,fine\n");

    assertThat(brokenLines(rows)).startsWith(1L);
    assertThat(rows.get(1).cells()).containsExactly("2", "fine");
    assertThat(rows.get(rows.size() - 1).cells()).containsExactly("4", "fine");
  }

  @Test
  void doubtsTheFirstQuoteOverLines_whenAnotherIsLeftOpenInTheSameRow() {
    List<CsvRow> rows = read("1,\"open\n2,fine\n3,a\",b,\"c\n4,fine\n");

    assertThat(brokenLines(rows)).containsExactly(1L, 3L);
    assertThat(rows.get(1).cells()).containsExactly("2", "fine");
    assertThat(rows.get(3).cells()).containsExactly("4", "fine");
  }

  @Test
  void countsAQuoteAsOpen_whenItsCellIsLongerThanARowMayBe() {
    String row = "x,".repeat(30) + "\n";

    List<CsvRow> rows = read("1,\"open\n" + row.repeat(500));

    assertThat(brokenLines(rows)).containsExactly(1L);
    assertThat(rows).hasSize(501);
  }

  @Test
  void leavesOutALineThatIsTooLong_andGoesOn() {
    List<CsvRow> rows = read("1,a\n2," + "x".repeat(100_000) + "\n3,c\n");

    assertThat(brokenLines(rows)).containsExactly(2L);
    assertThat(rows.get(1).broken()).contains("2000");
    assertThat(rows.get(2).cells()).containsExactly("3", "c");
  }

  @Test
  void numbersTheLinesBehind_whenALineEndsWhereARowMayNotGoOn() {
    for (int more = -3; more <= 3; more++) {
      String cell = "\"" + "x".repeat(LONGEST + more);

      List<CsvRow> rows = read(cell + "\n2,b\n3,c\n");

      assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 2L, 3L);
      assertThat(brokenLines(rows)).containsExactly(1L);
    }
  }

  /** Each line ends a cell of the one before and opens another: each could be read to the limit. */
  @Test
  void stops_andSaysWhere_whenTooManyQuotesAreLeftOpen() {
    String csv = "1,a\n" + "a\",b,\"c\n".repeat(100_000);

    assertThatThrownBy(
            () -> {
              try (CsvRows rows = new CsvRows(new StringReader(csv), ',', 700_000)) {
                while (rows.next() != null) {
                  assertThat(rows).isNotNull();
                }
              }
            })
        .isInstanceOf(CsvStoppedException.class)
        .hasMessageMatching(".*reading stopped at line \\d+, and \\d+ lines were not read")
        .satisfies(
            stopped -> {
              String[] numbers = stopped.getMessage().replaceAll("[^\\d ]", "").trim().split(" +");
              assertThat(Long.parseLong(numbers[0]) - 1 + Long.parseLong(numbers[1]))
                  .isEqualTo(100_001);
            });
  }

  @Test
  void tellsTheRowsThatACellHasTakenIn() throws IOException {
    String csv = "1,\"open\n2,fine\n3,inch 12\"\n";
    try (CsvRows rows = new CsvRows(new StringReader(csv), ',', LONGEST)) {
      assertThat(rows.next()).extracting(CsvRow::severalLines).isEqualTo(true);

      assertThat(rows.rowsWithinItsCell())
          .extracting(CsvRow::cells)
          .containsExactly(List.of("2", "fine"), List.of("3", "inch 12"));

      assertThat(rows.readAgain("why")).isEqualTo(CsvRow.broken(1, "why"));
      assertThat(rows.next()).extracting(CsvRow::line).isEqualTo(2L);
      assertThat(rows.next()).extracting(CsvRow::cells).isEqualTo(List.of("3", "inch 12\""));
      assertThat(rows.next()).isNull();
    }
  }

  @Property(tries = 300)
  void readsWhatWasWritten(
      @ForAll @NotEmpty
          List<
                  @Size(min = 2, max = 4) List<
                      @Chars({',', '"', '\n', '\r', ';', ' '}) @CharRange(from = 'a', to = 'd')
                      @StringLength(max = 12) String>>
              table) {
    String csv =
        table.stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));

    assertThat(read(csv)).extracting(CsvRow::cells).isEqualTo(table);
  }

  @Property(tries = 200)
  void losesOneRow_whereOneQuoteIsLeftOpen(
      @ForAll @IntRange(min = 2, max = 60) int rows, @ForAll @IntRange(min = 1, max = 60) int at) {
    int open = Math.min(at, rows);
    String csv = rows(1, open - 1) + open + ",\"open\n" + rows(open + 1, rows);

    List<CsvRow> read = read(csv);

    assertThat(brokenLines(read)).containsExactly((long) open);
    assertThat(read).hasSize(rows);
  }
}
