package dev.barometer.reporting.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Answers with rows as a CSV file, each as it comes: how many there are does not matter. */
public final class CsvFiles {
  public static final String TYPE = "text/csv";

  /** Without it a spreadsheet takes UTF-8 for what its country used before. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CsvFiles() {}

  /**
   * @param name of the file
   * @param rows tells each row, its values in the order of the columns
   */
  public static void write(
      HttpServletResponse response,
      String name,
      List<String> columns,
      Consumer<Consumer<List<? extends @Nullable Object>>> rows)
      throws IOException {
    response.setContentType(TYPE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name));
    response.getWriter().write(BYTE_ORDER_MARK);
    CSVPrinter csv = new CSVPrinter(response.getWriter(), CSVFormat.RFC4180);
    csv.printRecord(columns);
    rows.accept(row -> write(row, csv));
    csv.flush();
  }

  private static void write(List<? extends @Nullable Object> row, CSVPrinter csv) {
    try {
      csv.printRecord(row.stream().map(SpreadsheetText::of));
    } catch (IOException callerGone) {
      throw new UncheckedIOException(callerGone);
    }
  }
}
