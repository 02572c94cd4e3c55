package dev.barometer.survey.file;

import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.CsvShape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the columns of a CSV file mean: answers, or tickets. */
public interface RowMapping {
  /** Names the file's origin. */
  @Nullable String source();

  @Nullable String charset();

  @Nullable String delimiter();

  @Nullable Integer skipRows();

  @Nullable Integer headerRows();

  default CsvShape shape() {
    return new CsvShape(charset(), delimiter(), skipRows(), headerRows());
  }

  /** What is wrong with the mapping itself; whether the file has its columns is asked later. */
  List<Violation> violations();

  /** The columns it names, by the field that names them. */
  Map<String, String> columns();

  /**
   * @param header of a file that has its columns
   */
  RowReading reading(CsvHeader header, Instant now);
}
