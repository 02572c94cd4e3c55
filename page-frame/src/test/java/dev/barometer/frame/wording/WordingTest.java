package dev.barometer.frame.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:42:07Z");

  private final Wording english = new Wording(Locale.ENGLISH, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({"39.84, +39.8", "-12.04, −12.0", "0, 0.0", "-0.04, 0.0", "0.04, 0.0"})
  void signsEveryBalanceButZero(double value, String written) {
    assertThat(english.signed(value, 1)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"100, 100.0", "99.97, 99.9", "99.94, 99.9", "0.01, 0.1", "0, 0.0", "84.65, 84.7"})
  void neverRoundsAShareUpToAllOrDownToNone(double percent, String written) {
    assertThat(english.share(percent)).isEqualTo(written);
  }

  @Test
  void roundsAMeanThatMustNotBeTruncated() {
    assertThat(english.decimal(40.0 / 14, 2)).isEqualTo("2.86");
  }

  @ParameterizedTest
  @CsvSource({
    "en, PT20S, just now",
    "en, PT3M50S, 3 min ago",
    "en, PT26H, 1 d ago",
    "zh-CN, PT3M, 3 分钟前",
    "ko, PT3M, 3분 전",
    "en, PT-5S, just now"
  })
  void saysHowLongAgoInOneUnit(String language, Duration age, String said) {
    Wording wording = new Wording(Locale.forLanguageTag(language), ZoneOffset.UTC);

    assertThat(wording.ago(NOW.minus(age), NOW).replace('\u00a0', ' ')).isEqualTo(said);
  }

  @Test
  void speaksEnglish_whereTheLanguageIsNotKnown() {
    Wording wording = new Wording(Locale.FRENCH, ZoneOffset.UTC);

    assertThat(wording.say("age.unknown")).isEqualTo("Data stopped");
  }

  @Test
  void tellsTimesWhereTheOrganisationIs() {
    Wording seoul = new Wording(Locale.KOREAN, ZoneId.of("Asia/Seoul"));

    assertThat(seoul.time("date.second", NOW)).isEqualTo("19:42:07");
    assertThat(seoul.time("date.day", Instant.parse("2026-11-22T15:00:00Z"))).isEqualTo("11월 23일");
  }

  @ParameterizedTest
  @CsvSource({"Z, UTC", "UTC, UTC", "Etc/UTC, UTC", "Asia/Seoul, Korean Time"})
  void namesItsZone(String zone, String name) {
    assertThat(new Wording(Locale.ENGLISH, ZoneId.of(zone)).zoneName()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "1, Data 1 minute behind",
    "2, Data 2 minutes behind",
    "1234, 'Data 1,234 minutes behind'"
  })
  void countsInGoodEnglish(long n, String said) {
    assertThat(english.say("age.behind", n)).isEqualTo(said);
  }
}
