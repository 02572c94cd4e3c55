package dev.barometer.survey.intake;

import dev.barometer.contract.Inbound;
import dev.barometer.contract.Requester;
import dev.barometer.contract.Ticket;
import dev.barometer.contract.Violation;
import dev.barometer.survey.csv.BadCellException;
import dev.barometer.survey.csv.CellTimes;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.CsvRow;
import dev.barometer.survey.csv.TimeColumn;
import dev.barometer.survey.ticket.TicketEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns rows into tickets as a mapping says. */
final class TicketReading extends RowReading {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?:\\.0+)?");

  private final TicketMapping mapping;
  private final CsvHeader header;
  private final Instant now;
  private final Map<TimeColumn, CellTimes> times = new HashMap<>();
  private final Codes<String> statuses;
  private final @Nullable Codes<String> slaWords;
  private final @Nullable Codes<String> firstContactWords;

  /**
   * @param mapping without violations, its columns in the header
   */
  TicketReading(TicketMapping mapping, CsvHeader header, Instant now) {
    super(header, Objects.requireNonNull(mapping.openedAt()).column() != null);
    this.mapping = mapping;
    this.header = header;
    this.now = now;
    this.statuses = TicketMapping.statuses(Objects.requireNonNull(mapping.status()));
    this.slaWords = yesOrNo(mapping.slaMet());
    this.firstContactWords = yesOrNo(mapping.firstContactResolved());
  }

  private static @Nullable Codes<String> yesOrNo(CsvMapping.@Nullable Coded coded) {
    return coded == null ? null : TicketMapping.yesOrNo(coded);
  }

  @Override
  ImportLine meaning(CsvRow row) throws BadCellException {
    CsvMapping.Coded status = Objects.requireNonNull(mapping.status());
    TimeColumn openedAt = Objects.requireNonNull(mapping.openedAt());
    String slaMet = word(row, mapping.slaMet(), slaWords);
    String firstContact = word(row, mapping.firstContactResolved(), firstContactWords);
    String requester = header.cell(row, mapping.requester());
    Ticket said =
        Ticket.builder(CsvReading.idOf(header, row, mapping.id()))
            .revision(number(row, mapping.revision(), Long.MAX_VALUE))
            .status(required(word(row, status, statuses), status.column()))
            .type(header.cell(row, mapping.type()))
            .subject(header.cell(row, mapping.subject()))
            .openedAt(required(time(row, openedAt), openedAt.column()))
            .firstRespondedAt(time(row, mapping.firstRespondedAt()))
            .resolvedAt(time(row, mapping.resolvedAt()))
            .closedAt(time(row, mapping.closedAt()))
            .slaMet(slaMet == null ? null : Boolean.valueOf(slaMet))
            .reopenCount((int) number(row, mapping.reopenCount(), Integer.MAX_VALUE))
            .requester(requester == null ? null : new Requester(requester, null, null, null))
            .context(CsvReading.context(header, row, mapping.context()))
            .firstContactResolved(firstContact == null ? null : Boolean.valueOf(firstContact))
            .waitedSeconds(wait(row))
            .build();
    TicketEvent event = TicketEvent.asOf(time(row, mapping.updatedAt()), said, now);
    List<Violation> violations = Inbound.check(event.ticket(), event.time(), now);
    return violations.isEmpty()
        ? new ImportLine.Told(row.line(), event)
        : new ImportLine.Bad(row.line(), violations.get(0));
  }

  private static <T> T required(@Nullable T said, @Nullable String column) throws BadCellException {
    if (said == null) {
      throw new BadCellException(Objects.requireNonNull(column), null, "must not be blank");
    }
    return said;
  }

  private @Nullable String word(
      CsvRow row, CsvMapping.@Nullable Coded coded, @Nullable Codes<String> words)
      throws BadCellException {
    String said = header.cell(row, coded == null ? null : coded.column());
    if (coded == null || words == null || said == null) {
      return null;
    }
    String meaning = words.meaning(said);
    if (meaning == null) {
      throw new BadCellException(
          Objects.requireNonNull(coded.column()), said, "is not among the values");
    }
    return meaning;
  }

  private @Nullable Integer wait(CsvRow row) throws BadCellException {
    String column = mapping.waitedSeconds();
    return header.cell(row, column) == null ? null : (int) number(row, column, Integer.MAX_VALUE);
  }

  /** 0 where there is none. */
  private long number(CsvRow row, @Nullable String column, long most) throws BadCellException {
    String said = header.cell(row, column);
    if (column == null || said == null) {
      return 0;
    }
    Matcher number = NUMBER.matcher(said);
    if (!number.matches() || Long.parseLong(number.group(1)) > most) {
      throw new BadCellException(column, said, "is not a whole number, at least 0");
    }
    return Long.parseLong(number.group(1));
  }

  private @Nullable Instant time(CsvRow row, @Nullable TimeColumn time) throws BadCellException {
    if (time == null || time.value() != null) {
      return time == null ? null : time.value();
    }
    String column = Objects.requireNonNull(time.column());
    String said = header.cell(row, column);
    return said == null
        ? null
        : CsvReading.time(times.computeIfAbsent(time, TimeColumn::reader), column, said);
  }
}
