package dev.barometer.survey.file;

import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.csv.CsvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads files line by line: NDJSON by its JSON, CSV by its mapping. */
@Component
public class ImportLinesReader {
  private final Clock clock;

  public ImportLinesReader(Clock clock) {
    this.clock = clock;
  }

  public ImportLines openNdjson(NdjsonContent content, Path file) throws IOException {
    return new NdjsonReader(content, file, clock.instant());
  }

  /** Throws where the file is not what its mapping needs: that was asked before. */
  public ImportLines openCsv(RowMapping mapping, Path file) throws IOException {
    if (CsvFile.open(file, mapping.shape(), mapping.columns())
        instanceof CsvFile.Opened.Table table) {
      return new CsvLines(table.file(), mapping.reading(table.file().header(), clock.instant()));
    }
    throw new IOException("the file does not fit its mapping any more");
  }

  /** What of a CSV file does not fit its mapping; empty where it does. */
  public List<Violation> violations(RowMapping mapping, Path file) throws IOException {
    CsvFile.Opened opened = CsvFile.open(file, mapping.shape(), mapping.columns());
    if (opened instanceof CsvFile.Opened.Table table) {
      table.file().close();
      return List.of();
    }
    return ((CsvFile.Opened.Refused) opened).violations();
  }
}
