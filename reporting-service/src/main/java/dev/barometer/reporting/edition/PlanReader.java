package dev.barometer.reporting.edition;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a report is to be about; names each field that cannot be so. */
@Component
public class PlanReader {
  private static final int LONGEST_ADDRESS = 320;

  private final PeriodParser periods;
  private final OrganisationCalendar calendar;
  private final KeptPairs pairs;
  private final StaffDirectory staff;
  private final Clock clock;

  PlanReader(
      PeriodParser periods,
      OrganisationCalendar calendar,
      KeptPairs pairs,
      StaffDirectory staff,
      Clock clock) {
    this.periods = periods;
    this.calendar = calendar;
    this.pairs = pairs;
    this.staff = staff;
    this.clock = clock;
  }

  /** To read the fields that plans and strategies have alike. */
  public PlanFields fields() {
    return new PlanFields(pairs, this::mayReview, PlanReader::isAddress);
  }

  private boolean mayReview(String staffId) {
    return staff.find(staffId).filter(PlanFields::mayReview).isPresent();
  }

  /** An address alone, without the name of whose it is. */
  private static boolean isAddress(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      return text.length() <= LONGEST_ADDRESS
          && text.indexOf('@') > 0
          && text.equals(address.getAddress());
    } catch (AddressException none) {
      return false;
    }
  }

  public Plan read(ReportRequest.Planned asked) {
    PlanFields fields = fields();
    String title = fields.title(asked.title());
    List<Section> sections = fields.sections(asked.sections());
    List<String> languages = fields.languages(asked.language(), asked.languages());
    String scope = fields.scope(asked.scope());
    List<String> reviewers = fields.reviewers(asked.reviewers());
    List<String> recipients = fields.recipients(asked.recipients());
    Optional<Period> period = period(asked.from(), asked.to(), fields);
    Optional<Period> earlier =
        period.flatMap(one -> fields.read(() -> compared(asked.compareTo(), one))).flatMap(o -> o);
    fields.require();
    Period told = period.orElseThrow();
    return new Plan(
        title,
        scope,
        told.from(),
        told.to(),
        earlier.map(Period::from).orElse(null),
        earlier.map(Period::to).orElse(null),
        sections,
        languages,
        reviewers,
        recipients);
  }

  /** Of whole days, and over; empty where it cannot be so, which is named then. */
  public Optional<Period> period(@Nullable String from, @Nullable String to, PlanFields fields) {
    if (from == null) {
      fields.broken("from", "is required");
    }
    if (to == null) {
      fields.broken("to", "is required");
    }
    return from == null || to == null
        ? Optional.empty()
        : fields.read(() -> closed(periods.read(from, to, clock.instant())));
  }

  /** What a period is compared with: {@code previous}, from/to, or nothing. */
  public Optional<Period> compared(@Nullable String compareTo, Period period) {
    return Optional.ofNullable(compareTo)
        .map(
            asked ->
                asked.equals("previous")
                    ? calendar.before(period)
                    : periods.readComparison(asked, period));
  }

  private Period closed(Period period) {
    day("from", period.from());
    day("to", period.to());
    if (period.to().isAfter(clock.instant())) {
      throw new InvalidRequestException("to", "must not be later than now: the period is over");
    }
    return period;
  }

  private void day(String field, Instant at) {
    if (!calendar.startOf(at.atZone(calendar.zone()).toLocalDate()).equals(at)) {
      throw new InvalidRequestException(field, "must be a date");
    }
  }
}
