package dev.barometer.reporting.edition;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a report is to be about; names each field that cannot be so. */
@Component
class PlanReader {
  static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");
  private static final int LONGEST_TITLE = 200;
  private static final int MOST_RECIPIENTS = 100;
  private static final int LONGEST_ADDRESS = 320;

  private final PeriodParser periods;
  private final OrganisationCalendar calendar;
  private final KeptPairs pairs;
  private final Clock clock;

  PlanReader(PeriodParser periods, OrganisationCalendar calendar, KeptPairs pairs, Clock clock) {
    this.periods = periods;
    this.calendar = calendar;
    this.pairs = pairs;
    this.clock = clock;
  }

  Plan read(ReportRequest.Planned asked) {
    List<Violation> wrong = new ArrayList<>();
    String title = asked.title() == null ? "" : asked.title().strip();
    if (title.isEmpty() || title.length() > LONGEST_TITLE) {
      wrong.add(new Violation("title", "must have 1 to " + LONGEST_TITLE + " characters"));
    }
    if (asked.from() == null) {
      wrong.add(new Violation("from", "is required"));
    }
    if (asked.to() == null) {
      wrong.add(new Violation("to", "is required"));
    }
    List<Section> sections = sections(asked.sections(), wrong);
    List<String> languages = languages(asked, wrong);
    List<String> recipients = recipients(asked.recipients(), wrong);
    if (!wrong.isEmpty()) {
      throw new InvalidRequestException(wrong);
    }
    Scope scope = Parameters.scope(asked.scope() == null ? "all" : asked.scope());
    pairs.require("scope", scope.values().keySet());
    Period period = closed(periods.read(asked.from(), asked.to(), clock.instant()));
    Period earlier =
        asked.compareTo() == null ? null : periods.readComparison(asked.compareTo(), period);
    return new Plan(
        title,
        scope.toString(),
        period.from(),
        period.to(),
        earlier == null ? null : earlier.from(),
        earlier == null ? null : earlier.to(),
        sections,
        languages,
        asked.reviewers() == null ? List.of() : asked.reviewers(),
        recipients);
  }

  /** Of whole days, and over. */
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

  private static List<Section> sections(@Nullable List<String> asked, List<Violation> wrong) {
    if (asked == null || asked.isEmpty()) {
      return List.of(Section.values());
    }
    Set<Section> sections = new LinkedHashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      String field = "sections[" + i + "]";
      Section.of(String.valueOf(asked.get(i)))
          .ifPresentOrElse(
              sections::add,
              () ->
                  wrong.add(
                      new Violation(
                          field, "must be one of " + String.join(", ", Section.labels()))));
    }
    return List.copyOf(sections);
  }

  /** Each once, as they stand. */
  private static List<String> recipients(@Nullable List<String> asked, List<Violation> wrong) {
    if (asked == null) {
      return List.of();
    }
    if (asked.size() > MOST_RECIPIENTS) {
      wrong.add(new Violation("recipients", "must be at most " + MOST_RECIPIENTS));
      return List.of();
    }
    Map<String, String> recipients = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      String address = String.valueOf(asked.get(i)).strip();
      if (isAddress(address)) {
        recipients.putIfAbsent(address.toLowerCase(Locale.ROOT), address);
      } else {
        wrong.add(new Violation("recipients[" + i + "]", "must be a mail address"));
      }
    }
    return List.copyOf(recipients.values());
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

  private static List<String> languages(ReportRequest.Planned asked, List<Violation> wrong) {
    Set<String> languages = new LinkedHashSet<>();
    if (asked.language() != null) {
      languages.add(asked.language());
    }
    if (asked.languages() != null) {
      languages.addAll(asked.languages());
    }
    languages.stream()
        .filter(one -> !LANGUAGES.contains(one))
        .forEach(
            one ->
                wrong.add(
                    new Violation(
                        asked.language() == null ? "languages" : "language",
                        "must be one of " + String.join(", ", LANGUAGES))));
    return languages.isEmpty() ? List.of(LANGUAGES.get(0)) : List.copyOf(languages);
  }
}
