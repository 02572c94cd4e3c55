package dev.barometer.survey.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.rule.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeColumnTest {
  private static TimeColumn column(@Nullable String format, @Nullable String zone) {
    return new TimeColumn(null, "when", format, zone, null);
  }

  private static Instant read(@Nullable String format, String cell) {
    return column(format, null).reader().read(cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"29/02/2027", "30/02/2028", "31/06/2026", "00/01/2026", "1/13/2026"})
  void knowsNoDayThatNoCalendarHas(String cell) {
    assertThatThrownBy(() -> read("d/M/yyyy", cell))
        .isInstanceOf(DateTimeException.class)
        .hasMessage("is not a time");
  }

  @Property(tries = 300)
  void readsADay_whereAndOnlyWhereThereIsOne(
      @ForAll @IntRange(min = 2019, max = 2029) int year,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 1, max = 31) int day) {
    String cell = "%04d-%02d-%02d".formatted(year, month, day);
    boolean exists = day <= LocalDate.of(year, month, 1).lengthOfMonth();

    for (String format : new String[] {"yyyy-MM-dd", "uuuu-MM-dd", null}) {
      if (exists) {
        assertThat(read(format, cell)).isEqualTo(cell + "T00:00:00Z");
      } else {
        assertThatThrownBy(() -> read(format, cell)).isInstanceOf(DateTimeException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd hh:mm",
        "yyyy-MM-dd KK:mm",
        "yyyy-MM-dd mm:ss",
        "yyyy-MM-dd a",
        "yyyy-MM-dd HH:MM",
        "dd/mm/yyyy",
        "DD/MM/YYYY",
        "YYYY-MM-dd",
        "MM/yyyy",
        "d/M",
        "d/M HH:mm",
        "HH:mm",
        "yyyy",
        "bogus",
        "'",
        ""
      })
  void refusesAPattern_whoseCellsCannotTellATime(String format) {
    assertThat(column(format, null).violations("submittedAt"))
        .extracting(Violation::field)
        .containsExactly("submittedAt.format");
  }

  @ParameterizedTest
  @CsvSource({
    "d/M/yy, 20/11/26, 2026-11-20T00:00:00Z",
    "yyyyMMdd, 20261120, 2026-11-20T00:00:00Z",
    "yyyyMMddHHmmss, 20261120150509, 2026-11-20T15:05:09Z",
    "d.M.yyyy H:mm, 20.11.2026 9:05, 2026-11-20T09:05:00Z",
    "'yyyy-MM-dd''T''HH:mm:ss.SSSXXX', 2026-11-20T15:05:09.250+01:00, 2026-11-20T14:05:09.250Z",
    "yyyy-MM-ddXXX, 2026-11-20+09:00, 2026-11-19T15:00:00Z",
    "yyyy-MM-dd HH:mm VV, 2026-11-20 15:05 Asia/Seoul, 2026-11-20T06:05:00Z",
    "'EEE, d MMM yyyy HH:mm:ss', 'Fri, 20 Nov 2026 15:05:09', 2026-11-20T15:05:09Z",
    "d MMMM yyyy, 20 november 2026, 2026-11-20T00:00:00Z",
    "d-MMM-yyyy, 20-NOV.-2026, 2026-11-20T00:00:00Z",
    "yyyy-MM-dd[ HH:mm], 2026-11-20, 2026-11-20T00:00:00Z",
    "yyyy-MM-dd[ HH:mm], 2026-11-20 15:05, 2026-11-20T15:05:00Z",
    "d/M/yyyy h:mm a, 20/11/2026 12:05 AM, 2026-11-20T00:05:00Z",
    "d/M/yyyy h:mm a, 20/11/2026 12:05 p.m., 2026-11-20T12:05:00Z",
    "d/M/yyyy h:mm a, 20/11/2026 1:05 P. M., 2026-11-20T13:05:00Z"
  })
  void readsWhatThePatternSays(String format, String cell, String time) {
    assertThat(column(format, null).violations("submittedAt")).isEmpty();
    assertThat(read(format, cell)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u202f", "\u00a0", "\u2009", "  "})
  void readsHalfDayMarks_behindABlankOfAnyKind_inAnyCase(String blank) {
    for (String mark : new String[] {"PM", "pm", "Pm"}) {
      assertThat(read("M/d/yyyy h:mm:ss a", "11/20/2026 3:05:09" + blank + mark))
          .isEqualTo("2026-11-20T15:05:09Z");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20 Nov 2026 3:05",
        "Sat 20 Nov 2026",
        "20 Dez 2026",
        "20 Nov 26",
        "20 Nov 2026 15:05 PM",
        ""
      })
  void refusesACellThatDoesNotSayWhatThePatternNeeds(String cell) {
    String format = cell.startsWith("Sat") ? "EEE d MMM yyyy" : "d MMM yyyy[ h:mm][ a]";

    assertThatThrownBy(() -> read(format, cell)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "de, d. MMM yyyy, 20. Dez. 2026, 2026-12-20T00:00:00Z",
    "de, d. MMM yyyy, 20. Dez 2026, 2026-12-20T00:00:00Z",
    "de, d. MMMM yyyy, 3. März 2026, 2026-03-03T00:00:00Z",
    "fr, d MMM yyyy, 20 déc. 2026, 2026-12-20T00:00:00Z",
    "es, d/M/yyyy h:mm a, 20/11/2026 3:05 p. m., 2026-11-20T15:05:00Z",
    "ko, yyyy. M. d. a h:mm, 2026. 11. 20. 오후 3:05, 2026-11-20T15:05:00Z",
    "ko-KR, yyyy년 M월 d일, 2026년 11월 20일, 2026-11-20T00:00:00Z",
    "zh-CN, yyyy年M月d日 ah:mm, 2026年11月20日 下午3:05, 2026-11-20T15:05:00Z"
  })
  void readsNamesOfTheLanguageItIsTold(String locale, String format, String cell, String time) {
    TimeColumn column = new TimeColumn(null, "when", format, null, locale);

    assertThat(column.violations("submittedAt")).isEmpty();
    assertThat(column.reader().read(cell)).isEqualTo(time);
  }

  @Test
  void knowsNoTimeThatTheClocksLeaveOut_andTakesTheFirstOfTwo() {
    CellTimes berlin = column("yyyy-MM-dd HH:mm", "Europe/Berlin").reader();
    CellTimes iso = column(null, "Europe/Berlin").reader();

    assertThatThrownBy(() -> berlin.read("2026-03-29 02:30")).hasMessageContaining("Europe/Berlin");
    assertThatThrownBy(() -> iso.read("2026-03-29T02:30")).hasMessageContaining("Europe/Berlin");
    assertThat(berlin.read("2026-10-25 02:30")).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(berlin.read("2026-03-29 03:30")).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(column("yyyy-MM-dd", "Asia/Beirut").reader().read("2022-03-27"))
        .as("its clocks left midnight out")
        .isEqualTo("2022-03-26T22:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T12:00:00Z, 2026-11-20T12:00:00Z",
    "2026-11-20T12:00+0900, 2026-11-20T03:00:00Z",
    "2026-11-20 12:00, 2026-11-20T03:00:00Z",
    "2026-11-20T12:00:00.5, 2026-11-20T03:00:00.500Z",
    "2026-11-20T24:00, 2026-11-20T15:00:00Z",
    "2026-11-20, 2026-11-19T15:00:00Z"
  })
  void readsIso8601_whereNoFormatIsSaid(String cell, String time) {
    assertThat(column(null, "Asia/Seoul").reader().read(cell)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-02-30", "2026-02-30T10:00", "2026-02-30T10:00:00Z", "46346", "soon"})
  void refusesWhatIsNoTimeInIso8601(String cell) {
    assertThatThrownBy(() -> read(null, cell)).hasMessage("is not a time");
  }

  @Test
  void saysWhatIsWrongWithTheColumn() {
    assertThat(new TimeColumn(Instant.EPOCH, "when").violations("openedAt"))
        .containsExactly(new Violation("openedAt", "must name either a value or a column"));
    assertThat(
            new TimeColumn(null, "when", "hh:mm", "Mars/Olympus", "xx-none").violations("openedAt"))
        .extracting(Violation::field)
        .containsExactly("openedAt.zone", "openedAt.locale", "openedAt.format");
  }

  /** Whatever the library writes in a pattern is read back as what it was. */
  @Property(tries = 200)
  void readsWhatTheLibraryWrites(@ForAll @IntRange(min = 0, max = 900_000_000) int second) {
    Instant time = Instant.ofEpochSecond(1_000_000_000L + second);
    for (String format :
        new String[] {"d/M/yyyy H:mm:ss", "M/d/yy h:mm:ss a", "EEEE, d MMMM uuuu HH.mm.ss"}) {
      String cell =
          DateTimeFormatter.ofPattern(format, java.util.Locale.ENGLISH)
              .format(time.atOffset(ZoneOffset.UTC));

      assertThat(read(format, cell)).isEqualTo(time);
    }
  }
}
