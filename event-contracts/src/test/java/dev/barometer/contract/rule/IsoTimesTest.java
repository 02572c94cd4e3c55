package dev.barometer.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimesTest {
  private static final long FIRST = -62_167_219_200L;
  private static final long LAST = 253_402_300_799L;

  @Test
  void readsEveryTimeAsTheLibraryDoes() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(FIRST, LAST + 1), random.nextInt(1_000_000_000));
      String text = new DateTimeFormatterBuilder().appendInstant(i % 10).toFormatter().format(time);
      assertThat(IsoTimes.parse(text)).as(text).isEqualTo(Instant.parse(text));
    }
  }

  /** What the library reads of years with four digits has the same meaning here. */
  @Test
  void neverContradictsTheLibraryWhenACharacterIsAnother() {
    SplittableRandom random = new SplittableRandom(6);
    String characters = "0123456789-+:.,TtZz e٣";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder("2026-02-28T23:59:59.120Z");
      for (int changes = random.nextInt(1, 3); changes > 0; changes--) {
        int place = random.nextInt(text.length());
        char other = characters.charAt(random.nextInt(characters.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(place, other);
          case 1 -> text.insert(place, other);
          default -> text.deleteCharAt(place);
        }
      }
      String changed = text.toString();
      Optional<Instant> byTheLibrary = read(() -> Instant.parse(changed));
      if (byTheLibrary.isPresent() && !changed.matches("[+-].*")) {
        assertThat(read(() -> IsoTimes.parse(changed))).as(changed).isEqualTo(byTheLibrary);
      }
    }
  }

  @Property(tries = 2_000)
  void allFormsOfATimeMeanTheSame(
      @ForAll @LongRange(min = FIRST + 86_400, max = LAST - 86_400) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = 0, max = 9) int digits,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    int unit = (int) Math.pow(10, 9 - digits);
    Instant time = Instant.ofEpochSecond(second, nano / unit * unit);
    OffsetDateTime there = time.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));

    for (String form : forms(there, digits)) {
      assertThat(IsoTimes.parse(form)).as(form).isEqualTo(time);
    }
  }

  private static List<String> forms(OffsetDateTime time, int digits) {
    List<String> clocks = new ArrayList<>();
    String seconds = DateTimeFormatter.ofPattern("HH:mm:ss").format(time);
    String fraction = "%09d".formatted(time.getNano()).substring(0, digits);
    clocks.add(digits == 0 ? seconds : seconds + "." + fraction);
    clocks.add(digits == 0 ? seconds : seconds + "," + fraction);
    if (time.getSecond() == 0 && time.getNano() == 0) {
      clocks.add(seconds.substring(0, 5));
    }
    int minutes = Math.abs(time.getOffset().getTotalSeconds() / 60);
    String sign = time.getOffset().getTotalSeconds() < 0 ? "-" : "+";
    List<String> offsets = new ArrayList<>();
    offsets.add("%s%02d:%02d".formatted(sign, minutes / 60, minutes % 60));
    offsets.add("%s%02d%02d".formatted(sign, minutes / 60, minutes % 60));
    offsets.add("%s%02d:%02d:00".formatted(sign, minutes / 60, minutes % 60));
    if (minutes % 60 == 0) {
      offsets.add("%s%02d".formatted(sign, minutes / 60));
    }
    if (minutes == 0) {
      offsets.addAll(List.of("Z", "z", "-00:00", "-0000", "-00"));
    }
    List<String> forms = new ArrayList<>();
    String date = time.toLocalDate().toString();
    for (String between : List.of("T", "t", " ")) {
      for (String clock : clocks) {
        offsets.forEach(offset -> forms.add(date + between + clock + offset));
      }
    }
    if (time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      String dayBefore = time.toLocalDate().minusDays(1).toString();
      offsets.forEach(offset -> forms.add(dayBefore + "T24:00" + offset));
    }
    return forms;
  }

  @Property(tries = 500)
  void wholeMinutesNeedNoSeconds_andMidnightHasTwoNames(
      @ForAll @LongRange(min = -719_000, max = 2_900_000) long day,
      @ForAll @IntRange(max = 1_439) int minute,
      @ForAll @IntRange(min = -18, max = 18) int offsetHours) {
    for (int ofDay : List.of(0, minute)) {
      Instant time = Instant.ofEpochSecond(day * 86_400 + ofDay * 60L - offsetHours * 3_600L);
      forms(time.atOffset(ZoneOffset.ofHours(offsetHours)), 0)
          .forEach(form -> assertThat(IsoTimes.parse(form)).as(form).isEqualTo(time));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "2016-12-31t23:59:60z, 2016-12-31T23:59:59Z",
    "2016-12-31T18:59:60-05:00, 2016-12-31T23:59:59Z",
    "2017-01-01T05:29:60.500+0530, 2016-12-31T23:59:59.500Z",
    "2026-11-20T24:00:00.000+01:00, 2026-11-20T23:00:00Z",
    "2026-11-20T12:00:00.1234567-0330, 2026-11-20T15:30:00.1234567Z"
  })
  void oddFormsHaveOneMeaning(String text, Instant meaning) {
    assertThat(IsoTimes.parse(text)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1763632800000|a bare number has no unit",
        "1763632800.5|a bare number has no unit",
        "2026-11-20|the time of day and the offset from UTC are missing",
        "20261120|a bare number has no unit",
        "2026-11-20T12:00:00|the offset from UTC is missing, Z or like +01:00",
        "2026-11-20 12:00|the offset from UTC is missing, Z or like +01:00",
        "2026-11-20T12:00:00 CET|the offset from UTC is Z or like +01:00, not the name of a zone",
        "2026-11-20T12:00:00+01:00[Europe/Paris]|the offset from UTC is Z or like +01:00, not the"
            + " name of a zone",
        "2026-11-20 12:00:00 UTC|the offset from UTC is Z or like +01:00, not the name of a zone",
        "2026-11-20T12:00:00.1234567890Z|a fraction of a second has at most 9 digits",
        "2026-02-29T12:00:00Z|there is no such day or time",
        "2026-02-29T12:00Z|there is no such day or time",
        "2026-13-01T12:00:00Z|there is no such day or time",
        "2026-11-20T24:00:01Z|there is no such day or time",
        "2026-11-20T25:00Z|there is no such day or time",
        "2026-11-20T12:60Z|there is no such day or time",
        "2026-11-20T12:00:61Z|there is no such day or time",
        "2026-11-20T12:00:00+19:00|there is no such offset from UTC",
        "2026-11-20T12:00:00+01:60|there is no such offset from UTC",
        "2026-11-20T12:00:60Z|a leap second is the last of a day in UTC",
        "2016-12-31T23:59:60-05:00|a leap second is the last of a day in UTC"
      })
  void saysWhatIsMissing(String text, String missing) {
    assertThatThrownBy(() -> IsoTimes.parse(text))
        .isInstanceOf(DateTimeException.class)
        .hasMessage(IsoTimes.RULE + ": " + missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "yesterday",
        "2026-11-22T10Z",
        "2026-11-22T10:00:00.Z",
        "2026-11-22T10:00:00+1",
        "2026-11-22T10:00:00+01:00:00:00",
        "2026-11-22T10:00:00 Z ",
        " 2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00\u00A0Z",
        "2026-11-22T10:00:0٣Z",
        "20261122T100000Z",
        "2026-W47-5T10:00:00Z",
        "-0001-11-22T10:00:00Z",
        "+12026-11-22T10:00:00Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> IsoTimes.parse(text))
        .isInstanceOf(DateTimeException.class)
        .hasMessageStartingWith(IsoTimes.RULE);
  }

  @Test
  void readsWhatAJavaProgramWrites() {
    OffsetDateTime wholeMinute =
        OffsetDateTime.of(2026, 11, 20, 12, 0, 0, 0, ZoneOffset.ofHours(1));

    assertThat(wholeMinute.toString().toUpperCase(Locale.ROOT)).isEqualTo("2026-11-20T12:00+01:00");
    assertThat(IsoTimes.parse(wholeMinute.toString())).isEqualTo(wholeMinute.toInstant());
  }

  private static Optional<Instant> read(Supplier<Instant> parsing) {
    try {
      return Optional.of(parsing.get());
    } catch (DateTimeException refused) {
      return Optional.empty();
    }
  }
}
