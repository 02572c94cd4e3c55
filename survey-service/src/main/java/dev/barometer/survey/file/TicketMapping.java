package dev.barometer.survey.file;

import dev.barometer.contract.Ticket;
import dev.barometer.contract.Violation;
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
 * What the columns of a CSV file of tickets mean. A row is a ticket's complete state; a ticket may
 * have several, in any order.
 *
 * @param source names the file's origin
 * @param status its words stand for the statuses of a {@link Ticket}
 * @param updatedAt since when it is so; left out, the last of the row's other times. It is the
 *     revision where no column is
 * @param slaMet its values are {@code true} and {@code false}, as those of {@code
 *     firstContactResolved}
 * @param waitedSeconds the column with the seconds spent in a phone or chat queue
 * @param requester the column with the requester's id
 * @param context dimension to column
 */
public record TicketMapping(
    @Nullable String source,
    @Nullable String id,
    AnswerMapping.@Nullable Coded status,
    @Nullable String revision,
    @Nullable TimeColumn updatedAt,
    @Nullable TimeColumn openedAt,
    @Nullable TimeColumn firstRespondedAt,
    @Nullable TimeColumn resolvedAt,
    @Nullable TimeColumn closedAt,
    AnswerMapping.@Nullable Coded slaMet,
    @Nullable String reopenCount,
    AnswerMapping.@Nullable Coded firstContactResolved,
    @Nullable String waitedSeconds,
    @Nullable String type,
    @Nullable String subject,
    @Nullable String requester,
    Map<String, String> context,
    @Nullable String charset,
    @Nullable String delimiter,
    @Nullable Integer skipRows,
    @Nullable Integer headerRows)
    implements RowMapping {
  private static final List<String> STATUSES = List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED);
  private static final List<String> YES_OR_NO = List.of("true", "false");

  public TicketMapping {
    context = context == null ? Map.of() : Map.copyOf(context);
  }

  @Override
  public CsvShape shape() {
    return new CsvShape(charset, delimiter, skipRows, headerRows);
  }

  @Override
  public RowReading reading(CsvHeader header, Instant now) {
    return new TicketReading(this, header, now);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    AnswerMapping.require("id", id, found);
    AnswerMapping.require("status.column", status == null ? null : status.column(), found);
    checkCodes("status", status, STATUSES, found);
    if (openedAt == null) {
      found.add(new Violation("openedAt", "must name either a value or a column"));
    }
    times()
        .forEach(
            (field, time) -> {
              if (time != null) {
                found.addAll(time.violations(field));
              }
            });
    checkCodes("slaMet", slaMet, YES_OR_NO, found);
    checkCodes("firstContactResolved", firstContactResolved, YES_OR_NO, found);
    AnswerMapping.checkContext(context, found);
    found.addAll(shape().violations());
    return found;
  }

  private static void checkCodes(
      String field,
      AnswerMapping.@Nullable Coded codes,
      List<String> meanings,
      List<Violation> found) {
    if (codes == null) {
      return;
    }
    Codes.check(field + ".values", codes.values(), found);
    codes
        .values()
        .forEach(
            (word, meaning) -> {
              if (!meanings.contains(meaning)) {
                found.add(
                    new Violation(
                        field + ".values." + word,
                        "must be one of " + String.join(", ", meanings)));
              }
            });
  }

  private Map<String, @Nullable TimeColumn> times() {
    Map<String, @Nullable TimeColumn> times = new LinkedHashMap<>();
    times.put("openedAt", openedAt);
    times.put("firstRespondedAt", firstRespondedAt);
    times.put("resolvedAt", resolvedAt);
    times.put("closedAt", closedAt);
    times.put("updatedAt", updatedAt);
    return times;
  }

  @Override
  public Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    AnswerMapping.add(columns, "id", id);
    AnswerMapping.add(columns, "status.column", status == null ? null : status.column());
    AnswerMapping.add(columns, "revision", revision);
    times()
        .forEach(
            (field, time) ->
                AnswerMapping.add(columns, field + ".column", time == null ? null : time.column()));
    AnswerMapping.add(columns, "slaMet.column", slaMet == null ? null : slaMet.column());
    AnswerMapping.add(
        columns,
        "firstContactResolved.column",
        firstContactResolved == null ? null : firstContactResolved.column());
    AnswerMapping.add(columns, "waitedSeconds", waitedSeconds);
    AnswerMapping.add(columns, "reopenCount", reopenCount);
    AnswerMapping.add(columns, "type", type);
    AnswerMapping.add(columns, "subject", subject);
    AnswerMapping.add(columns, "requester", requester);
    context.forEach((dimension, column) -> AnswerMapping.add(columns, "context." + dimension, column));
    return columns;
  }

  /** The words of a column and what they mean; the meanings themselves are words, too. */
  static Codes<String> codes(AnswerMapping.Coded codes, List<String> meanings) {
    Map<String, String> words = new LinkedHashMap<>();
    meanings.forEach(meaning -> words.put(meaning, meaning));
    words.putAll(codes.values());
    return new Codes<>(words);
  }

  static Codes<String> statuses(AnswerMapping.Coded codes) {
    return codes(codes, STATUSES);
  }

  static Codes<String> yesOrNo(AnswerMapping.Coded codes) {
    return codes(codes, YES_OR_NO);
  }
}
