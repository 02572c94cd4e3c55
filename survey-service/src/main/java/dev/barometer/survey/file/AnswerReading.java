package dev.barometer.survey.file;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.csv.BadCellException;
import dev.barometer.survey.csv.Cells;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.CsvRow;
import dev.barometer.survey.csv.TimeColumn;
import dev.barometer.survey.response.ResponseIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into responses as a mapping says. A cell that is neither a point of its scale nor a
 * code for "missing" is an error of its row, never a guess.
 */
final class AnswerReading extends RowReading {
  private final AnswerMapping mapping;
  private final Instant now;
  private final TimeColumn time;
  private final @Nullable Codes<String> locales;
  private final List<Question> questions;

  /**
   * @param mapping without violations, its columns in the header
   */
  AnswerReading(AnswerMapping mapping, CsvHeader header, Instant now) {
    super(header, Objects.requireNonNull(mapping.submittedAt()).column() != null);
    this.mapping = mapping;
    this.now = now;
    this.time = Objects.requireNonNull(mapping.submittedAt());
    CodedColumn locale = mapping.locale();
    this.locales =
        locale == null || locale.values().isEmpty() ? null : new Codes<>(locale.values());
    this.questions = mapping.answers().stream().map(Question::new).toList();
  }

  /** A column of answers, its words in their one form. */
  private static final class Question {
    private final AnswerMapping.AnswerColumn column;
    private final Codes<Integer> values;
    private final Set<String> missing;

    Question(AnswerMapping.AnswerColumn column) {
      this.column = column;
      this.values = new Codes<>(column.values());
      this.missing = column.missing().stream().map(Cells::code).collect(Collectors.toSet());
    }

    /** The answer a cell gives; null where it means that none was given. */
    @Nullable Answer answer(String said) throws BadCellException {
      if (!missing.isEmpty() && missing.contains(Cells.code(said))) {
        return null;
      }
      String questionId = Objects.requireNonNull(column.questionId());
      return column.metric() == null
          ? new Answer(questionId, null, null, null, null, said)
          : new Answer(questionId, column.metric(), column.scale(), value(said), null, null);
    }

    private int value(String said) throws BadCellException {
      Integer meant = values.meaning(said);
      OptionalInt value = meant == null ? Cells.wholeNumber(said) : OptionalInt.of(meant);
      boolean thousands = column.isLostTime() && said.endsWith(".000");
      if (value.isPresent() && column.has(value.getAsInt()) && !thousands) {
        return value.getAsInt();
      }
      throw new BadCellException(
          Objects.requireNonNull(column.column()),
          said,
          "is neither " + column.told() + " nor a missing code");
    }
  }

  @Override
  ImportLine meaning(CsvRow row) throws BadCellException {
    List<Answer> answers = answers(row);
    if (answers.isEmpty()) {
      return new ImportLine.Skipped(row.line());
    }
    Response response = response(row, answers);
    List<Violation> violations = Inbound.check(response, now);
    return violations.isEmpty()
        ? new ImportLine.Answered(row.line(), response, true, Objects.requireNonNull(mapping.id()))
        : new ImportLine.Bad(row.line(), violations.get(0));
  }

  private Response response(CsvRow row, List<Answer> answers) throws BadCellException {
    String respondent = cell(row, mapping.respondent());
    return Response.builder(
            ResponseIds.derive(Objects.requireNonNull(mapping.source()), idOf(row, mapping.id())))
        .revision(mapping.revision() == null ? 0 : mapping.revision())
        .surveyId(Objects.requireNonNull(mapping.surveyId()))
        .surveyVersion(mapping.surveyVersion() == null ? 0 : mapping.surveyVersion())
        .ticketId(cell(row, mapping.ticketId()))
        .submittedAt(submittedAt(row))
        .channel("import")
        .locale(word(row, mapping.locale(), locales))
        .respondent(respondent == null ? null : new Respondent(respondent))
        .answers(answers)
        .context(context(row, mapping.context()))
        .build()
        .withDefaults();
  }

  private List<Answer> answers(CsvRow row) throws BadCellException {
    List<Answer> answers = new ArrayList<>(questions.size());
    for (Question question : questions) {
      String said = cell(row, question.column.column());
      Answer answer = said == null ? null : question.answer(said);
      if (answer != null) {
        answers.add(answer);
      }
    }
    return answers;
  }

  private Instant submittedAt(CsvRow row) throws BadCellException {
    Instant said = time(row, time);
    // A blank cell breaks the rule of its column.
    return said == null ? read("", time) : said;
  }
}
