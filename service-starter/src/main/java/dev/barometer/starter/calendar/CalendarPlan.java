package dev.barometer.starter.calendar;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.calendar.CalendarProperties.OfTeams;
import dev.barometer.starter.calendar.CalendarProperties.Organisation;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the calendars that the settings tell of, and says what whoever set them should know. */
final class CalendarPlan {
  private static final String ORGANISATION = "barometer.organisation.";
  private static final int YEARS_TOLD = 2;

  private final Instant now;
  private final List<String> remarks = new ArrayList<>();

  private CalendarPlan(Instant now) {
    this.now = now;
  }

  record Made(Calendars calendars, List<String> remarks) {}

  private record Days(
      @Nullable String holidaysOf,
      @Nullable List<LocalDate> holidays,
      @Nullable List<String> workingDays,
      @Nullable Path holidaysFile) {
    boolean isSet() {
      return holidaysOf != null || holidays != null || workingDays != null || holidaysFile != null;
    }
  }

  /**
   * Makes them.
   *
   * @throws StartRefusedException where they cannot be as they are set
   */
  static Made make(CalendarProperties settings, ZoneId zone, Instant now) {
    CalendarPlan plan = new CalendarPlan(now);
    Organisation own = settings.organisation();
    WeekHours week =
        refusing(ORGANISATION + "business-hours", () -> WeekHours.parse(own.businessHours()));
    SpecialDays days =
        plan.days(
            ORGANISATION,
            new Days(own.holidaysOf(), own.holidays(), own.workingDays(), own.holidaysFile()));
    BusinessCalendar organisation = plan.calendar(ORGANISATION, zone, week, days);
    List<Calendars.Named> others = new ArrayList<>();
    settings
        .calendars()
        .forEach((name, set) -> others.add(plan.ofTeams(name, set, organisation, week, days)));
    Calendars all = refusing("barometer.calendars", () -> new Calendars(organisation, others));
    all.all().forEach(plan::sayWhatIsUnknown);
    return new Made(all, List.copyOf(plan.remarks));
  }

  private Calendars.Named ofTeams(
      String name, OfTeams set, BusinessCalendar organisation, WeekHours week, SpecialDays days) {
    String prefix = "barometer.calendars." + name + ".";
    @Nullable String hours = set.hours();
    ZoneId zone = set.zone() == null ? organisation.zone() : set.zone();
    WeekHours ownWeek =
        hours == null ? week : refusing(prefix + "hours", () -> WeekHours.parse(hours));
    Days own = new Days(set.holidaysOf(), set.holidays(), set.workingDays(), set.holidaysFile());
    SpecialDays ownDays = own.isSet() ? days(prefix, own) : days;
    return new Calendars.Named(name, calendar(prefix, zone, ownWeek, ownDays), set.teams());
  }

  private BusinessCalendar calendar(String prefix, ZoneId zone, WeekHours week, SpecialDays days) {
    return refusing(
        prefix + "working-days or holidays-file",
        () -> {
          BusinessCalendar calendar = new BusinessCalendar(zone, week, days);
          calendar.nextOpen(now);
          return calendar;
        });
  }

  /** What a setting says of a date goes before what the file does, and that before the country. */
  private SpecialDays days(String prefix, Days set) {
    Map<LocalDate, SpecialDay> said = new TreeMap<>();
    Path path = set.holidaysFile();
    if (path != null) {
      HolidayFile file = refusing(prefix + "holidays-file", () -> HolidayFile.read(path));
      said.putAll(file.days());
      file.remarks().forEach(remark -> remarks.add(path + ": " + remark));
    }
    Map<LocalDate, SpecialDay> named = new TreeMap<>();
    if (set.holidays() != null) {
      set.holidays().forEach(date -> named.put(date, SpecialDay.CLOSED));
    }
    if (set.workingDays() != null) {
      String setting = prefix + "working-days";
      for (String text : set.workingDays()) {
        refusing(
            setting,
            () -> {
              String[] words = text.strip().split("\\s+", 2);
              LocalDate date = LocalDate.parse(words[0]);
              HolidayFile.add(named, date, SpecialDay.worked(words.length == 1 ? "" : words[1]));
              return date;
            });
      }
    }
    said.putAll(named);
    String country = set.holidaysOf();
    if (country == null || country.isBlank()) {
      return new SpecialDays(said, null);
    }
    CountryHolidays holidays = refusing(prefix + "holidays-of", () -> CountryHolidays.of(country));
    if (!holidays.isAgreed()) {
      remarks.add(toCompare(prefix, holidays));
    }
    return new SpecialDays(said, holidays);
  }

  private String toCompare(String prefix, CountryHolidays holidays) {
    int year = thisYear();
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; i < YEARS_TOLD; i++) {
      holidays.apply(year + i).stream().sorted().forEach(dates::add);
    }
    return prefix
        + "holidays-of="
        + holidays.code()
        + ": sources differ over these. Compare them, and put right what is wrong under holidays and"
        + " working-days: "
        + dates;
  }

  private void sayWhatIsUnknown(Calendars.Named one) {
    for (int year = thisYear(); year < thisYear() + YEARS_TOLD; year++) {
      if (!one.calendar().knows(year)) {
        remarks.add(
            "The calendar "
                + one.name()
                + " has holidays, but none in "
                + year
                + ": that year counts as plain weeks until its dates are named");
      }
    }
  }

  private int thisYear() {
    return now.atOffset(ZoneOffset.UTC).getYear();
  }

  private static <T> T refusing(String setting, Supplier<T> made) {
    try {
      return made.get();
    } catch (DateTimeException | IllegalArgumentException | IllegalStateException e) {
      throw new StartRefusedException(
          setting + ": " + e.getMessage(),
          "Put it right. Calendars are described in docs/operations.md.");
    }
  }
}
