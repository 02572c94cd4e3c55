package dev.barometer.survey.intake;

import dev.barometer.contract.Answer;
import dev.barometer.contract.Context;
import dev.barometer.contract.Dimension;
import dev.barometer.contract.Respondent;
import dev.barometer.contract.Response;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Violation;
import dev.barometer.metrics.Scale;
import dev.barometer.survey.response.ResponseIds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into responses as a mapping says. A cell that is neither a point of its scale nor a
 * code for "missing" is an error of its row, never a guess.
 */
final class CsvReading {
  private static final char UNREADABLE = '\uFFFD';

  private final CsvMapping mapping;
  private final CsvHeader header;
  private final Instant now;
  private final ZoneId zone;
  private final DateTimeFormatter format;

  /**
   * @param mapping without violations, its columns in the header
   */
  CsvReading(CsvMapping mapping, CsvHeader header, Instant now) {
    this.mapping = mapping;
    this.header = header;
    this.now = now;
    CsvMapping.Time time = Objects.requireNonNull(mapping.submittedAt());
    this.zone = time.zoneOfCells();
    this.format = time.formatOfCells();
  }

  /** A cell that cannot be what its column is mapped to. */
  private static final class BadCellException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Violation violation;

    BadCellException(String column, String rule) {
      super(rule);
      this.violation = new Violation(column, rule);
    }
  }

  ImportLine read(long number, List<String> row) {
    try {
      if (row.size() != header.width()) {
        throw new BadCellException("", "has " + row.size() + " of " + header.width() + " columns");
      }
      List<Answer> answers = answers(row);
      if (answers.isEmpty()) {
        return new ImportLine.Skipped(number);
      }
      Response response = response(row, answers);
      List<Violation> violations = Rules.check(response, now);
      return violations.isEmpty()
          ? new ImportLine.Answered(number, response)
          : new ImportLine.Bad(number, violations.get(0));
    } catch (BadCellException e) {
      return new ImportLine.Bad(number, e.violation);
    }
  }

  private Response response(List<String> row, List<Answer> answers) throws BadCellException {
    String respondent = cell(row, mapping.respondent());
    return new Response(
            ResponseIds.derive(Objects.requireNonNull(mapping.source()), externalId(row)),
            mapping.revision() == null ? 0 : mapping.revision(),
            Objects.requireNonNull(mapping.surveyId()),
            mapping.surveyVersion() == null ? 0 : mapping.surveyVersion(),
            null,
            cell(row, mapping.ticketId()),
            submittedAt(row),
            "import",
            locale(row),
            respondent == null ? null : new Respondent(respondent),
            answers,
            context(row),
            null)
        .withDefaults();
  }

  private List<Answer> answers(List<String> row) throws BadCellException {
    List<Answer> answers = new ArrayList<>(mapping.answers().size());
    for (CsvMapping.AnswerColumn column : mapping.answers()) {
      String said = cell(row, column.column());
      if (said == null || isMissing(column, said)) {
        continue;
      }
      String questionId = Objects.requireNonNull(column.questionId());
      answers.add(
          column.metric() == null
              ? new Answer(questionId, null, null, null, null, said)
              : new Answer(
                  questionId, column.metric(), column.scale(), point(column, said), null, null));
    }
    return answers;
  }

  private static boolean isMissing(CsvMapping.AnswerColumn column, String said) {
    return column.missing().stream().anyMatch(code -> code.strip().equalsIgnoreCase(said));
  }

  private static int point(CsvMapping.AnswerColumn column, String said) throws BadCellException {
    Scale scale = Objects.requireNonNull(CsvMapping.scaleOf(column));
    Integer point = column.values().get(said);
    try {
      int value = point == null ? Integer.parseInt(said) : point;
      if (scale.has(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number that is no point
    }
    throw new BadCellException(
        Objects.requireNonNull(column.column()),
        "\"" + said + "\" is neither a point of the scale " + scale.id() + " nor a missing code");
  }

  private String externalId(List<String> row) throws BadCellException {
    String column = Objects.requireNonNull(mapping.id());
    String id = cell(row, column);
    if (id == null) {
      throw new BadCellException(column, "must not be blank: it identifies the row");
    }
    return id;
  }

  private @Nullable String locale(List<String> row) throws BadCellException {
    CsvMapping.Coded locale = mapping.locale();
    String code = locale == null ? null : cell(row, locale.column());
    if (locale == null || code == null || locale.values().isEmpty()) {
      return code;
    }
    String meaning = locale.values().get(code);
    if (meaning == null) {
      throw new BadCellException(
          Objects.requireNonNull(locale.column()), "\"" + code + "\" is not among the values");
    }
    return meaning;
  }

  private Instant submittedAt(List<String> row) throws BadCellException {
    CsvMapping.Time time = Objects.requireNonNull(mapping.submittedAt());
    if (time.value() != null) {
      return time.value();
    }
    String column = Objects.requireNonNull(time.column());
    String said = cell(row, column);
    try {
      TemporalAccessor read =
          format.parseBest(
              said == null ? "" : said, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      if (read instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      if (read instanceof LocalDateTime local) {
        return local.atZone(zone).toInstant();
      }
      return ((LocalDate) read).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new BadCellException(column, "\"" + (said == null ? "" : said) + "\" is not a time");
    }
  }

  private Context context(List<String> row) throws BadCellException {
    return new Context(
        value(row, Dimension.SERVICE),
        value(row, Dimension.TEAM),
        value(row, Dimension.AGENT),
        value(row, Dimension.CHANNEL),
        value(row, Dimension.PRIORITY),
        value(row, Dimension.CATEGORY),
        value(row, Dimension.ORGANIZATION),
        value(row, Dimension.LOCATION));
  }

  private @Nullable String value(List<String> row, Dimension dimension) throws BadCellException {
    return cell(row, mapping.context().get(dimension.label()));
  }

  /** A cell without surrounding blanks; null where it is blank or nothing is mapped to it. */
  private @Nullable String cell(List<String> row, @Nullable String column) throws BadCellException {
    if (column == null) {
      return null;
    }
    String cell = row.get(header.position(column)).strip();
    if (cell.indexOf(UNREADABLE) >= 0) {
      throw new BadCellException(column, "is not in the charset of the file");
    }
    return cell.isEmpty() ? null : cell;
  }
}
