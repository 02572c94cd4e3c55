package dev.barometer.starter.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The calendars as the settings name them. */
class CalendarPlanTest {
  private static final Instant NOW = Instant.parse("2026-02-02T08:00:00Z");
  private static final String OWN = "barometer.organisation.";
  private static final String CHINA = "barometer.calendars.china.";

  @TempDir Path folder;

  private static CalendarPlan.Made made(String... settings) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    CalendarProperties bound =
        new Binder(new MapConfigurationPropertySource(map))
            .bindOrCreate("barometer", CalendarProperties.class);
    return CalendarPlan.make(bound, ZoneId.of("Europe/Berlin"), NOW);
  }

  private static BusinessCalendar own(String... settings) {
    return made(settings).calendars().ofOrganisation();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static boolean isWorked(BusinessCalendar calendar, String date) {
    Instant noon = Instant.parse(date + "T03:00:00Z").atZone(calendar.zone()).toInstant();
    return !calendar
        .between(
            noon.atZone(calendar.zone()).toLocalDate().atStartOfDay(calendar.zone()).toInstant(),
            noon.atZone(calendar.zone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(calendar.zone())
                .toInstant())
        .isZero();
  }

  @Test
  void hasPlainWeeks_whereNothingIsSet() {
    CalendarPlan.Made made = made();

    assertThat(made.calendars().ofOrganisation().nextOpen(Instant.parse("2026-12-25T05:00:00Z")))
        .isEqualTo("2026-12-25T08:00:00Z");
    assertThat(made.calendars().ofOrganisation().knows(2031)).isTrue();
    assertThat(made.remarks()).isEmpty();
    assertThat(made.calendars().all()).hasSize(1);
  }

  @Test
  void isWhatTheSettingsSay() {
    BusinessCalendar calendar =
        own(
            OWN + "business-hours",
            "Mon-Sat 10:00-19:00",
            OWN + "holidays",
            "2026-12-24, 2026-12-25",
            OWN + "working-days",
            "2026-12-27, 2026-12-31 10:00-12:00 13:00-14:00, 2027-01-03 Tue");

    assertThat(calendar.nextOpen(Instant.parse("2026-12-23T18:00:00Z")))
        .isEqualTo("2026-12-26T09:00:00Z");
    assertThat(calendar.nextOpen(Instant.parse("2026-12-26T18:00:00Z")))
        .isEqualTo("2026-12-27T09:00:00Z");
    assertThat(
            calendar.between(
                Instant.parse("2026-12-31T00:00:00Z"), Instant.parse("2026-12-31T22:00:00Z")))
        .hasHours(3);
    assertThat(isWorked(calendar, "2027-01-03")).isTrue();
    assertThat(calendar.knows(2026)).isTrue();
    assertThat(calendar.knows(2028)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "DE, 2026-10-03, 2026-06-04",
    "de-by, 2026-06-04, 2026-10-31",
    "DE-SN, 2026-10-31, 2026-06-04",
    "GB-SCT, 2026-11-30, 2026-08-31",
    "GB-ENG, 2026-08-31, 2026-11-30",
    "US, 2026-07-03, 2026-07-06",
    "US-CA, 2026-03-31, 2026-03-30",
    "FR, 2031-07-14, 2031-07-15"
  })
  void knowsTheHolidaysOfACountry(String country, String closed, String worked) {
    BusinessCalendar calendar =
        own(OWN + "holidays-of", country, OWN + "business-hours", "Mon-Sun 09:00-17:00");

    assertThat(isWorked(calendar, closed)).isFalse();
    assertThat(isWorked(calendar, worked)).isTrue();
    assertThat(calendar.knows(2040)).isTrue();
  }

  /** Threads that the JDK makes do not see what is packed in the jar of a service. */
  @Test
  void knowsTheHolidaysOfACountry_inAnyThread() throws Exception {
    CountryHolidays germany = CountryHolidays.of("DE-BY");
    var day = new AtomicReference<Set<LocalDate>>();
    Thread thread = new Thread(() -> day.set(germany.apply(2033)));
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());

    thread.start();
    thread.join();

    assertThat(day.get()).contains(LocalDate.parse("2033-06-16"));
  }

  @Test
  void asksToCompareWhatSourcesDifferOver() {
    assertThat(made(OWN + "holidays-of", "US").remarks())
        .singleElement()
        .asString()
        .contains("2026-07-03", "2027-12-24", "working-days");
    assertThat(made(OWN + "holidays-of", "DE-BY").remarks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CN, not known",
    "KR, not known",
    "TW, not known",
    "HK, known wrongly",
    "JP, known wrongly",
    "SG, known wrongly",
    "XX, not known",
    "DE-XX, known are bb",
    "PL-MZ, none of its regions",
    "Germany, ISO 3166"
  })
  void refusesACountryItDoesNotKnow_andSaysWhatToDo(String country, String why) {
    assertThatThrownBy(() -> own(OWN + "holidays-of", country))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith(OWN + "holidays-of: ")
        .hasMessageContaining(why);
  }

  @Test
  void whatIsNamedGoesBeforeTheFile_andThatBeforeTheCountry() throws IOException {
    String file =
        file(
            "days.csv",
            """
            date,kind,name
            # what follows the kind is for readers
            2026-05-01,half-day 09:00-12:00,Labour Day, but there is much to do
            2026-05-04,closed,
            2026-05-05,closed
            """);
    BusinessCalendar calendar =
        own(
            OWN + "holidays-of",
            "DE",
            OWN + "holidays-file",
            file,
            OWN + "working-days",
            "2026-05-05");

    assertThat(
            calendar.between(
                Instant.parse("2026-04-30T22:00:00Z"), Instant.parse("2026-05-01T22:00:00Z")))
        .hasHours(3);
    assertThat(isWorked(calendar, "2026-05-04")).isFalse();
    assertThat(isWorked(calendar, "2026-05-05")).isTrue();
    assertThat(isWorked(calendar, "2026-05-14")).isFalse();
  }

  private static final String ICS =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//example//holidays//EN
      BEGIN:VEVENT
      UID:1
      SUMMARY:春节
      DTSTART;VALUE=DATE:20260216
      DTEND;VALUE=DATE:20260224
      END:VEVENT
      BEGIN:VEVENT
      UID:2
      SUMMARY:春节 补班
      CATEGORIES:Holidays,Working
      DTSTART;VALUE=DATE:20260228
      END:VEVENT
      BEGIN:VEVENT
      UID:3
      SUMMARY:working day
      DTSTART;VALUE=DATE:20260306
      DTEND;VALUE=DATE:20260306
      END:VEVENT
      BEGIN:VEVENT
      UID:4
      SUMMARY:Half
      X-BAROMETER-KIND:half-day 09:00-11:00
      DTSTART;VALUE=DATE:20260309
      DURATION:P2D
      END:VEVENT
      BEGIN:VEVENT
      UID:5
      SUMMARY:Meeting
      DTSTART:20260311T090000Z
      DTEND:20260311T100000Z
      END:VEVENT
      BEGIN:VEVENT
      UID:6
      SUMMARY:Off
      STATUS:CANCELLED
      DTSTART;VALUE=DATE:20260312
      END:VEVENT
      END:VCALENDAR
      """;

  @Test
  void readsTheDaysOfAnIcsFile() throws IOException {
    CalendarPlan.Made made = made(OWN + "holidays-file", file("a.ics", ICS.replace("\n", "\r\n")));
    BusinessCalendar calendar = made.calendars().ofOrganisation();

    assertThat(isWorked(calendar, "2026-02-13")).isTrue();
    for (int day = 16; day <= 23; day++) {
      assertThat(isWorked(calendar, "2026-02-" + day)).as("%s", day).isFalse();
    }
    assertThat(isWorked(calendar, "2026-02-24")).isTrue();
    assertThat(isWorked(calendar, "2026-02-28")).isTrue();
    assertThat(isWorked(calendar, "2026-03-06")).isFalse();
    assertThat(
            calendar.between(
                Instant.parse("2026-03-08T23:00:00Z"), Instant.parse("2026-03-10T23:00:00Z")))
        .hasHours(4);
    assertThat(isWorked(calendar, "2026-03-11")).isTrue();
    assertThat(isWorked(calendar, "2026-03-12")).isTrue();
    assertThat(made.remarks()).hasSize(2);
    assertThat(made.remarks().get(0)).contains("1 events are left out", "whole days");
    assertThat(made.remarks().get(1)).contains("none in 2027");
  }

  @Test
  void goesByTheMarksOfAnIcsFileThatHasThem() throws IOException {
    String ics =
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        SUMMARY:元宵节
        DTSTART;VALUE=DATE:20260303
        RRULE:FREQ=YEARLY
        END:VEVENT
        BEGIN:VEVENT
        SUMMARY:清明节（休）
        X-APPLE-SPECIAL-DAY:WORK-HOLIDAY
        DTSTART;VALUE=DATE:20260406
        END:VEVENT
        BEGIN:VEVENT
        SUMMARY:劳动节（班）
        X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY
        DTSTART;VALUE=DATE:20260509
        END:VEVENT
        END:VCALENDAR
        """;
    BusinessCalendar calendar = own(OWN + "holidays-file", file("cn.ics", ics));

    assertThat(isWorked(calendar, "2026-03-03")).isTrue();
    assertThat(isWorked(calendar, "2026-04-06")).isFalse();
    assertThat(isWorked(calendar, "2026-05-09")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv | 2026-02-30,closed | line 1",
        "a.csv | 2026-02-03 | line 1",
        "a.csv | 2026-02-03,shut | closed, working",
        "a.csv | 2026-02-03,half-day | half-day",
        "a.csv | 2026-02-03,half-day 12:00-09:00 | days and hours",
        "a.csv | 2026-02-03,working Sun | nobody works",
        "a.txt | 2026-02-03,closed | .ics or .csv",
        "a.ics | nothing of the kind | no calendar"
      })
  void refusesAFileThatItCannotRead(String name, String text, String why) throws IOException {
    String file = file(name, text);

    assertThatThrownBy(() -> own(OWN + "holidays-file", file))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesAnEventThatComesAgain_andADayThatIsTwoThings() throws IOException {
    String again =
        file("a.ics", ICS.replace("SUMMARY:working day", "SUMMARY:Yearly\nRRULE:FREQ=YEARLY"));
    String twice = file("b.csv", "2026-02-03,closed\n2026-02-03,working\n");

    assertThatThrownBy(() -> own(OWN + "holidays-file", again)).hasMessageContaining("Yearly");
    assertThatThrownBy(() -> own(OWN + "holidays-file", twice)).hasMessageContaining("two");
    assertThatThrownBy(
            () -> own(OWN + "holidays", "2026-02-03", OWN + "working-days", "2026-02-03"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("two");
    assertThatThrownBy(() -> own(OWN + "holidays-file", folder.resolve("no.csv").toString()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"business-hours", "working-days"})
  void namesTheSettingThatIsWrong(String setting) {
    assertThatThrownBy(() -> own(OWN + setting, "Mon 9-17"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith(OWN + setting + ": ");
  }

  @Test
  void aTeamHasTheCalendarThatNamesIt_andTheOrganisationsElse() {
    Calendars calendars =
        made(
                OWN + "holidays-of",
                "DE",
                CHINA + "zone",
                "Asia/Shanghai",
                CHINA + "holidays",
                "2026-02-17",
                CHINA + "teams[0]",
                "CN *",
                CHINA + "teams[1]",
                "北京 一组",
                "barometer.calendars.night.hours",
                "Mon-Sun 00:00-24:00",
                "barometer.calendars.night.teams",
                "CN Nights, NOC")
            .calendars();

    BusinessCalendar china = calendars.of("CN Desk");
    assertThat(china.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(calendars.of("北京  一组")).isSameAs(china);
    assertThat(calendars.of("CN Nights")).isNotSameAs(china).isSameAs(calendars.of("NOC"));
    assertThat(calendars.of("Desk")).isSameAs(calendars.ofOrganisation());
    assertThat(calendars.of(null)).isSameAs(calendars.ofOrganisation());
    assertThat(calendars.all().stream().map(Calendars.Named::name))
        .containsExactlyInAnyOrder("organisation", "china", "night");
    // A country's holidays are not another's; hours are the organisation's where none are set.
    assertThat(isWorked(china, "2026-12-25")).isTrue();
    assertThat(isWorked(china, "2026-02-17")).isFalse();
    assertThat(china.nextOpen(Instant.parse("2026-02-18T00:00:00Z")))
        .isEqualTo("2026-02-18T01:00:00Z");
    assertThat(calendars.of("NOC").zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(isWorked(calendars.of("NOC"), "2026-12-25")).isFalse();
    assertThat(isWorked(calendars.of("NOC"), "2026-12-27")).isTrue();
  }

  @Test
  void refusesATeamOfTwoCalendars() {
    assertThatThrownBy(
            () ->
                made("barometer.calendars.a.teams", "Desk", "barometer.calendars.b.teams", "Desk"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("The team Desk is in the calendars");
    assertThatThrownBy(() -> made("barometer.calendars.organisation.teams", "Desk"))
        .isInstanceOf(StartRefusedException.class);
  }

  @Test
  void saysOfWhichYearNothingIsKnown_onlyWhereSomethingIsOfOthers() {
    assertThat(made(OWN + "holidays", "2026-12-25").remarks())
        .containsExactly(
            "The calendar organisation has holidays, but none in 2027: that year counts as plain"
                + " weeks until its dates are named");
    assertThat(made(OWN + "holidays", "2026-12-25, 2027-12-25").remarks()).isEmpty();
  }
}
