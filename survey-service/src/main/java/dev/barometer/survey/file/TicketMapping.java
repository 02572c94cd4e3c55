package dev.barometer.survey.file;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.TimeColumn;
import java.time.Instant;
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
    @Nullable CodedColumn status,
    @Nullable String revision,
    @Nullable TimeColumn updatedAt,
    @Nullable TimeColumn openedAt,
    @Nullable TimeColumn firstRespondedAt,
    @Nullable TimeColumn resolvedAt,
    @Nullable TimeColumn closedAt,
    @Nullable CodedColumn slaMet,
    @Nullable String reopenCount,
    @Nullable CodedColumn firstContactResolved,
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
  public RowReading reading(CsvHeader header, Instant now) {
    return new TicketReading(this, header, now);
  }

  @Override
  public List<Violation> violations() {
    MappingRules rules = new MappingRules();
    rules.require("id", id);
    rules.require("status.column", status == null ? null : status.column());
    checkCodes("status", status, STATUSES, rules);
    if (openedAt == null) {
      rules.add("openedAt", "must name either a value or a column");
    }
    times()
        .forEach(
            (field, time) -> {
              if (time != null) {
                rules.addAll(time.violations(field));
              }
            });
    checkCodes("slaMet", slaMet, YES_OR_NO, rules);
    checkCodes("firstContactResolved", firstContactResolved, YES_OR_NO, rules);
    rules.requireDimensions(context);
    rules.addAll(shape().violations());
    return rules.found();
  }

  private static void checkCodes(
      String field, @Nullable CodedColumn codes, List<String> meanings, MappingRules rules) {
    if (codes == null) {
      return;
    }
    Codes.check(field + ".values", codes.values(), rules);
    codes
        .values()
        .forEach(
            (word, meaning) -> {
              if (!meanings.contains(meaning)) {
                rules.add(
                    field + ".values." + word, "must be one of " + String.join(", ", meanings));
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
    NamedColumns columns =
        new NamedColumns().add("id", id).add("status", status).add("revision", revision);
    times().forEach(columns::add);
    return columns
        .add("slaMet", slaMet)
        .add("firstContactResolved", firstContactResolved)
        .add("waitedSeconds", waitedSeconds)
        .add("reopenCount", reopenCount)
        .add("type", type)
        .add("subject", subject)
        .add("requester", requester)
        .addContext(context)
        .toMap();
  }

  /** The words of a column and what they mean; the meanings themselves are words, too. */
  private static @Nullable Codes<String> codes(@Nullable CodedColumn coded, List<String> meanings) {
    if (coded == null) {
      return null;
    }
    Map<String, String> words = new LinkedHashMap<>();
    meanings.forEach(meaning -> words.put(meaning, meaning));
    words.putAll(coded.values());
    return new Codes<>(words);
  }

  @Nullable Codes<String> statusCodes() {
    return codes(status, STATUSES);
  }

  @Nullable Codes<String> slaCodes() {
    return codes(slaMet, YES_OR_NO);
  }

  @Nullable Codes<String> firstContactCodes() {
    return codes(firstContactResolved, YES_OR_NO);
  }
}
