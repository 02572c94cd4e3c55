package dev.barometer.survey.intake;

import dev.barometer.contract.Dimension;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Violation;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a CSV file mean. Columns are named as the file's first row names them,
 * without regard to case, surrounding blanks and asterisks.
 *
 * @param source names the file's origin: with the id it makes the response's id
 * @param revision of all its responses; a corrected file is imported with a higher one
 * @param id the column that identifies a row
 * @param context dimension to column
 * @param charset {@code utf-8} where it is not said
 */
public record CsvMapping(
    @Nullable String source,
    @Nullable String surveyId,
    @Nullable Integer surveyVersion,
    @Nullable Long revision,
    @Nullable String id,
    @Nullable Time submittedAt,
    @Nullable Coded locale,
    @Nullable String respondent,
    @Nullable String ticketId,
    List<AnswerColumn> answers,
    Map<String, String> context,
    @Nullable String charset) {

  public CsvMapping {
    answers = answers == null ? List.of() : List.copyOf(answers);
    context = context == null ? Map.of() : Map.copyOf(context);
  }

  /**
   * When a row was answered: one time for all, or a column in a format of {@link
   * DateTimeFormatter}, in ISO 8601 where none is named.
   *
   * @param zone of times that name none, UTC where it is not said
   */
  public record Time(
      @Nullable Instant value,
      @Nullable String column,
      @Nullable String format,
      @Nullable String zone) {

    /** A date, or a date and a time, with an offset or without. */
    private static final DateTimeFormatter ISO =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    ZoneId zoneOfCells() {
      return ZoneId.of(zone == null ? "UTC" : zone);
    }

    DateTimeFormatter formatOfCells() {
      return format == null ? ISO : DateTimeFormatter.ofPattern(format, Locale.ROOT);
    }
  }

  /**
   * A column whose cells stand for something else.
   *
   * @param values cell to meaning; where there are none the cell speaks for itself
   */
  public record Coded(@Nullable String column, Map<String, String> values) {
    public Coded {
      values = values == null ? Map.of() : Map.copyOf(values);
    }
  }

  /**
   * A question: its answers are points of a scale, or text where it has no metric.
   *
   * @param missing cells that mean it was not answered; blank always does
   * @param values cell to point, for cells that are words
   */
  public record AnswerColumn(
      @Nullable String questionId,
      @Nullable String metric,
      @Nullable String scale,
      @Nullable String column,
      List<String> missing,
      Map<String, Integer> values) {
    public AnswerColumn {
      missing = missing == null ? List.of() : List.copyOf(missing);
      values = values == null ? Map.of() : Map.copyOf(values);
    }
  }

  /** What is wrong with the mapping itself; whether the file has its columns is asked later. */
  List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    require("source", source, found);
    require("surveyId", surveyId, found);
    require("id", id, found);
    found.addAll(Rules.checkIncomingRevision(revision == null ? 0 : revision));
    checkTime(found);
    if (answers.isEmpty()) {
      found.add(new Violation("answers", "must name at least one column"));
    }
    for (int i = 0; i < answers.size(); i++) {
      checkAnswer("answers[" + i + "].", answers.get(i), found);
    }
    for (String dimension : context.keySet()) {
      if (Dimension.of(dimension).isEmpty()) {
        found.add(new Violation("context." + dimension, "is no dimension"));
      }
    }
    checkCharset(found);
    return found;
  }

  private void checkTime(List<Violation> found) {
    Time time = submittedAt;
    if (time == null || (time.value() == null) == (time.column() == null)) {
      found.add(new Violation("submittedAt", "must name either a value or a column"));
      return;
    }
    try {
      time.zoneOfCells();
    } catch (DateTimeException e) {
      found.add(new Violation("submittedAt.zone", "must be a time zone"));
    }
    try {
      time.formatOfCells();
    } catch (IllegalArgumentException e) {
      found.add(new Violation("submittedAt.format", "must be a pattern like yyyy-MM-dd"));
    }
  }

  private static void checkAnswer(String part, AnswerColumn answer, List<Violation> found) {
    require(part + "questionId", answer.questionId(), found);
    require(part + "column", answer.column(), found);
    if (answer.metric() == null) {
      return;
    }
    if (scaleOf(answer) == null) {
      found.add(new Violation(part + "scale", answer.metric() + " has no scale " + answer.scale()));
    }
  }

  /** The scale a column's points are on; null for text and for what no metric knows. */
  static @Nullable Scale scaleOf(AnswerColumn answer) {
    String metric = answer.metric();
    String scale = answer.scale();
    if (metric == null || scale == null) {
      return null;
    }
    return Metrics.find(metric).flatMap(known -> Scale.find(known, scale)).orElse(null);
  }

  private void checkCharset(List<Violation> found) {
    try {
      if (charset == null || Charset.isSupported(charset)) {
        return;
      }
    } catch (IllegalCharsetNameException e) {
      // told below, as for one that is not supported
    }
    found.add(new Violation("charset", "is not known"));
  }

  private static void require(String field, @Nullable String value, List<Violation> found) {
    if (value == null || value.isBlank()) {
      found.add(new Violation(field, "is required"));
    }
  }
}
