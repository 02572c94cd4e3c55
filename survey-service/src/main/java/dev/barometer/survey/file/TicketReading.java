package dev.barometer.survey.file;

import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.csv.BadCellException;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.CsvRow;
import dev.barometer.survey.csv.TimeColumn;
import dev.barometer.survey.ticket.TicketEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns rows into tickets as a mapping says. */
final class TicketReading extends RowReading {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?:\\.0+)?");

  private final TicketMapping mapping;
  private final Instant now;
  private final @Nullable Codes<String> statuses;
  private final @Nullable Codes<String> slaWords;
  private final @Nullable Codes<String> firstContactWords;

  /**
   * @param mapping without violations, its columns in the header
   */
  TicketReading(TicketMapping mapping, CsvHeader header, Instant now) {
    super(header, Objects.requireNonNull(mapping.openedAt()).column() != null);
    this.mapping = mapping;
    this.now = now;
    this.statuses = mapping.statusCodes();
    this.slaWords = mapping.slaCodes();
    this.firstContactWords = mapping.firstContactCodes();
  }

  @Override
  ImportLine meaning(CsvRow row) throws BadCellException {
    CodedColumn status = Objects.requireNonNull(mapping.status());
    TimeColumn openedAt = Objects.requireNonNull(mapping.openedAt());
    String slaMet = word(row, mapping.slaMet(), slaWords);
    String firstContact = word(row, mapping.firstContactResolved(), firstContactWords);
    String requester = cell(row, mapping.requester());
    Ticket said =
        Ticket.builder(idOf(row, mapping.id()))
            .revision(number(row, mapping.revision(), Long.MAX_VALUE))
            .status(required(word(row, status, statuses), status.column()))
            .type(cell(row, mapping.type()))
            .subject(cell(row, mapping.subject()))
            .openedAt(required(time(row, openedAt), openedAt.column()))
            .firstRespondedAt(time(row, mapping.firstRespondedAt()))
            .resolvedAt(time(row, mapping.resolvedAt()))
            .closedAt(time(row, mapping.closedAt()))
            .slaMet(slaMet == null ? null : Boolean.valueOf(slaMet))
            .reopenCount((int) number(row, mapping.reopenCount(), Integer.MAX_VALUE))
            .requester(requester == null ? null : new Requester(requester, null, null, null))
            .context(context(row, mapping.context()))
            .firstContactResolved(firstContact == null ? null : Boolean.valueOf(firstContact))
            .waitedSeconds(wait(row))
            .build();
    TicketEvent event = TicketEvent.asOf(time(row, mapping.updatedAt()), said, now);
    List<Violation> violations = Inbound.check(event.ticket(), event.time(), now);
    return violations.isEmpty()
        ? new ImportLine.Reported(row.line(), event)
        : new ImportLine.Bad(row.line(), violations.get(0));
  }

  private static <T> T required(@Nullable T said, @Nullable String column) throws BadCellException {
    if (said == null) {
      throw new BadCellException(Objects.requireNonNull(column), null, "must not be blank");
    }
    return said;
  }

  private @Nullable Integer wait(CsvRow row) throws BadCellException {
    String column = mapping.waitedSeconds();
    return cell(row, column) == null ? null : (int) number(row, column, Integer.MAX_VALUE);
  }

  /** 0 where there is none. */
  private long number(CsvRow row, @Nullable String column, long most) throws BadCellException {
    String said = cell(row, column);
    if (column == null || said == null) {
      return 0;
    }
    Matcher number = NUMBER.matcher(said);
    if (!number.matches() || Long.parseLong(number.group(1)) > most) {
      throw new BadCellException(column, said, "is not a whole number, at least 0");
    }
    return Long.parseLong(number.group(1));
  }
}
