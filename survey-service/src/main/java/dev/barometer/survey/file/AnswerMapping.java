package dev.barometer.survey.file;

import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.rule.Violation;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import dev.barometer.survey.csv.Cells;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.TimeColumn;
import java.time.Instant;
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
public record AnswerMapping(
    @Nullable String source,
    @Nullable String surveyId,
    @Nullable Integer surveyVersion,
    @Nullable Long revision,
    @Nullable String id,
    @Nullable TimeColumn submittedAt,
    @Nullable CodedColumn locale,
    @Nullable String respondent,
    @Nullable String ticketId,
    List<AnswerColumn> answers,
    Map<String, String> context,
    @Nullable String charset,
    @Nullable String delimiter,
    @Nullable Integer skipRows,
    @Nullable Integer headerRows)
    implements RowMapping {

  public AnswerMapping {
    answers = answers == null ? List.of() : List.copyOf(answers);
    context = context == null ? Map.of() : Map.copyOf(context);
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
  public RowReading reading(CsvHeader header, Instant now) {
    return new AnswerReading(this, header, now);
  }

  @Override
  public List<Violation> violations() {
    MappingRules rules = new MappingRules();
    rules.require("source", source);
    rules.require("surveyId", surveyId);
    rules.require("id", id);
    rules.addAll(Inbound.checkRevision(revision == null ? 0 : revision));
    if (submittedAt == null) {
      rules.add("submittedAt", "must name either a value or a column");
    } else {
      rules.addAll(submittedAt.violations("submittedAt"));
    }
    if (locale != null) {
      Codes.check("locale.values", locale.values(), rules);
    }
    if (answers.isEmpty()) {
      rules.add("answers", "must name at least one column");
    }
    for (int i = 0; i < answers.size(); i++) {
      checkAnswer("answers[" + i + "].", answers.get(i), rules);
    }
    rules.requireDimensions(context);
    rules.addAll(shape().violations());
    return rules.found();
  }

  private static void checkAnswer(String part, AnswerColumn answer, MappingRules rules) {
    rules.require(part + "questionId", answer.questionId());
    rules.require(part + "column", answer.column());
    if (answer.metric() == null) {
      return;
    }
    Metric metric = Metrics.find(answer.metric()).orElse(null);
    if (answer.isLostTime()) {
      if (answer.scale() != null) {
        rules.add(part + "scale", "must be absent for the metric lost-time");
      }
    } else if (metric == null || Scale.of(metric).isEmpty()) {
      rules.add(part + "metric", answer.metric() + " is no metric of answers");
      return;
    } else if (answer.points() == null) {
      rules.add(part + "scale", answer.metric() + " has no scale " + answer.scale());
      return;
    }
    checkWords(part, answer, rules);
  }

  private static void checkWords(String part, AnswerColumn answer, MappingRules rules) {
    Codes.check(part + "values", answer.values(), rules);
    List<String> missing = answer.missing().stream().map(Cells::code).toList();
    answer
        .values()
        .forEach(
            (word, value) -> {
              String field = part + "values." + word;
              if (!answer.has(value)) {
                rules.add(field, "must be " + answer.told());
              }
              if (missing.contains(Cells.code(word))) {
                rules.add(field, "is named as missing, too");
              }
            });
  }

  @Override
  public Map<String, String> columns() {
    NamedColumns columns =
        new NamedColumns()
            .add("id", id)
            .add("submittedAt", submittedAt)
            .add("locale", locale)
            .add("respondent", respondent)
            .add("ticketId", ticketId);
    for (int i = 0; i < answers.size(); i++) {
      columns.add("answers[" + i + "].column", answers.get(i).column());
    }
    return columns.addContext(context).toMap();
  }
}
