package dev.barometer.frame.export;

import dev.barometer.starter.web.Acceptance;
import dev.barometer.starter.web.InvalidRequestException;
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
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** A list as CSV rather than as JSON: whether it is wanted, and writing it row by row. */
public final class CsvFiles {
  public static final String CSV = "text/csv";

  /** What the parameter {@code format} says of itself. */
  public static final String FORMAT = "json or csv, before what Accept says";

  public static final List<String> FORMATS = List.of("json", "csv");

  private static final MediaType AS_CSV = MediaType.parseMediaType(CSV);

  /** Without it a spreadsheet takes UTF-8 for what its country used before. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CsvFiles() {}

  /** What is asked for by name, else what is accepted most; as JSON where both are as welcome. */
  public static boolean isWanted(@Nullable String format, HttpHeaders headers)
      throws HttpMediaTypeNotAcceptableException {
    if (format != null && !FORMATS.contains(format)) {
      throw new InvalidRequestException("format", "must be one of " + String.join(", ", FORMATS));
    }
    if (format != null) {
      return "csv".equals(format);
    }
    List<MediaType> accepted = headers.getAccept();
    double json = Acceptance.quality(accepted, MediaType.APPLICATION_JSON);
    double csv = Acceptance.quality(accepted, AS_CSV);
    if (json == 0 && csv == 0) {
      throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON, AS_CSV));
    }
    return csv > json;
  }

  /**
   * Row by row as they come: how many there are does not matter.
   *
   * @param rows gives each row to what it is handed
   */
  public static void write(
      HttpServletResponse response,
      String name,
      List<String> columns,
      Consumer<Consumer<List<? extends @Nullable Object>>> rows)
      throws IOException {
    response.setContentType(CSV);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
    response.getWriter().write(BYTE_ORDER_MARK);
    CSVPrinter csv = new CSVPrinter(response.getWriter(), CSVFormat.RFC4180);
    csv.printRecord(columns);
    rows.accept(row -> print(row, csv));
    csv.flush();
  }

  private static void print(List<? extends @Nullable Object> row, CSVPrinter csv) {
    try {
      csv.printRecord(row.stream().map(SpreadsheetText::of));
    } catch (IOException callerGone) {
      throw new UncheckedIOException(callerGone);
    }
  }
}
