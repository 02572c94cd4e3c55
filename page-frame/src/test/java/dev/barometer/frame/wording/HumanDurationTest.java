package dev.barometer.frame.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "-3, 0 s",
    "0.4, 0 s",
    "59.4, 59 s",
    "59.6, 1 min",
    "61, 1 min 1 s",
    "3599, 59 min 59 s",
    "3629, 1 h",
    "3630, 1 h 1 min",
    "86369, 23 h 59 min",
    "86370, 1 d",
    "90000, 1 d 1 h",
    "172799, 2 d",
    "8640000, 100 d"
  })
  void isSaidInItsTwoLargestUnits(double seconds, String said) {
    assertThat(spoken("en", seconds)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"en, 2 d 4 h", "zh-CN, 2 天 4 小时", "ko, 2일 4시간"})
  void isSaidInTheLanguageOfTheReader(String language, String said) {
    assertThat(spoken(language, 187_200)).isEqualTo(said);
  }

  private static String spoken(String language, double seconds) {
    return new Wording(Locale.forLanguageTag(language), ZoneOffset.UTC)
        .spanInOneLine(seconds)
        .replace('\u00a0', ' ');
  }
}
