package dev.barometer.survey.intake;

import dev.barometer.contract.Dimension;
import dev.barometer.contract.Inbound;
import dev.barometer.contract.Violation;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import dev.barometer.survey.csv.Cells;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.CsvShape;
import dev.barometer.survey.csv.TimeColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a CSV file of answers mean. Columns are named as the file's row of names
 * does, without regard to case, blanks around them and asterisks.
 *
 * @param source names the file's origin: with the id it makes the response's id
 * @param revision of all its responses; a corrected file is imported with a higher one
 * @param id the column that identifies a row
 * @param context dimension to column
 */
public record CsvMapping(
    @Nullable String source,
    @Nullable String surveyId,
    @Nullable Integer surveyVersion,
    @Nullable Long revision,
    @Nullable String id,
    @Nullable TimeColumn submittedAt,
    @Nullable Coded locale,
    @Nullable String respondent,
    @Nullable String ticketId,
    List<AnswerColumn> answers,
    Map<String, String> context,
    @Nullable String charset,
    @Nullable String delimiter,
    @Nullable Integer skipRows,
    @Nullable Integer headerRows)
    implements RowMapping {

  public CsvMapping {
    answers = answers == null ? List.of() : List.copyOf(answers);
    context = context == null ? Map.of() : Map.copyOf(context);
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
   * A question: its answers are points of a scale or a number of seconds, or text where it has no
   * metric.
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

    /** Whether its answers are seconds, which are on no scale. */
    boolean isLostTime() {
      return Metrics.LOST_TIME.id().equals(metric);
    }

    boolean has(int value) {
      Scale points = points();
      return isLostTime() ? value >= 0 : points != null && points.has(value);
    }

    /** The scale its points are on; null for text, for seconds and for what no metric knows. */
    private @Nullable Scale points() {
      return metric == null || scale == null
          ? null
          : Metrics.find(metric).flatMap(known -> Scale.find(known, scale)).orElse(null);
    }

    String told() {
      return isLostTime() ? "a number of seconds" : "a point of the scale " + scale;
    }
  }

  @Override
  public CsvShape shape() {
    return new CsvShape(charset, delimiter, skipRows, headerRows);
  }

  @Override
  public RowReading reading(CsvHeader header, Instant now) {
    return new CsvReading(this, header, now);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    require("source", source, found);
    require("surveyId", surveyId, found);
    require("id", id, found);
    found.addAll(Inbound.checkRevision(revision == null ? 0 : revision));
    found.addAll(
        submittedAt == null
            ? List.of(new Violation("submittedAt", "must name either a value or a column"))
            : submittedAt.violations("submittedAt"));
    if (locale != null) {
      Codes.check("locale.values", locale.values(), found);
    }
    if (answers.isEmpty()) {
      found.add(new Violation("answers", "must name at least one column"));
    }
    for (int i = 0; i < answers.size(); i++) {
      checkAnswer("answers[" + i + "].", answers.get(i), found);
    }
    checkContext(context, found);
    found.addAll(shape().violations());
    return found;
  }

  static void checkContext(Map<String, String> context, List<Violation> found) {
    for (String dimension : context.keySet()) {
      if (Dimension.of(dimension).isEmpty()) {
        found.add(new Violation("context." + dimension, "is no dimension"));
      }
    }
  }

  private static void checkAnswer(String part, AnswerColumn answer, List<Violation> found) {
    require(part + "questionId", answer.questionId(), found);
    require(part + "column", answer.column(), found);
    if (answer.metric() == null) {
      return;
    }
    Metric metric = Metrics.find(answer.metric()).orElse(null);
    if (answer.isLostTime()) {
      if (answer.scale() != null) {
        found.add(new Violation(part + "scale", "must be absent for the metric lost-time"));
      }
    } else if (metric == null || Scale.of(metric).isEmpty()) {
      found.add(new Violation(part + "metric", answer.metric() + " is no metric of answers"));
      return;
    } else if (answer.points() == null) {
      found.add(new Violation(part + "scale", answer.metric() + " has no scale " + answer.scale()));
      return;
    }
    checkWords(part, answer, found);
  }

  private static void checkWords(String part, AnswerColumn answer, List<Violation> found) {
    Codes.check(part + "values", answer.values(), found);
    List<String> missing = answer.missing().stream().map(Cells::code).toList();
    answer
        .values()
        .forEach(
            (word, value) -> {
              String field = part + "values." + word;
              if (!answer.has(value)) {
                found.add(new Violation(field, "must be " + answer.told()));
              }
              if (missing.contains(Cells.code(word))) {
                found.add(new Violation(field, "is named as missing, too"));
              }
            });
  }

  static void require(String field, @Nullable String value, List<Violation> found) {
    if (value == null || value.isBlank()) {
      found.add(new Violation(field, "is required"));
    }
  }

  @Override
  public Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    add(columns, "id", id);
    add(columns, "submittedAt.column", submittedAt == null ? null : submittedAt.column());
    add(columns, "locale.column", locale == null ? null : locale.column());
    add(columns, "respondent", respondent);
    add(columns, "ticketId", ticketId);
    for (int i = 0; i < answers.size(); i++) {
      add(columns, "answers[" + i + "].column", answers.get(i).column());
    }
    context.forEach((dimension, column) -> add(columns, "context." + dimension, column));
    return columns;
  }

  static void add(Map<String, String> columns, String field, @Nullable String column) {
    if (column != null) {
      columns.put(field, column);
    }
  }
}
