package dev.barometer.frame.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.progress.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataAgeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:42:07Z");

  @ParameterizedTest
  @CsvSource({
    "en, CURRENT, 0, current, Data up to date",
    "en, BEHIND, 1, behind, Data 1 minute behind",
    "en, BEHIND, 90, behind, Data 90 minutes behind",
    "en, STARTING, 0, starting, Reading what came in before the start",
    "en, STOPPED, 90, stopped, 'Data stopped since Nov 22, 2026, 9:12 AM'",
    "zh-CN, CURRENT, 0, current, 数据已是最新",
    "zh-CN, BEHIND, 3, behind, 数据落后 3 分钟",
    "zh-CN, STOPPED, 90, stopped, 数据自 2026年11月22日 09:12 起停止更新",
    "ko, CURRENT, 0, current, 최신 데이터",
    "ko, BEHIND, 3, behind, 데이터가 3분 뒤처짐",
    "ko, STOPPED, 90, stopped, 2026. 11. 22. 오전 9:12 이후 데이터가 멈춤"
  })
  void saysHowOldTheDataIs(
      String language, Standing.State state, long minutes, String word, String text) {
    DataAge age =
        DataAge.of(
            new Standing(NOW.minus(Duration.ofMinutes(minutes)), false, state, NOW, 0),
            wording(language));

    assertThat(age.state()).isEqualTo(word);
    // Releases of Java differ in how a language says a time.
    assertThat(age.text().replace('\u202f', ' ').replace("上午9:12", "09:12")).isEqualTo(text);
  }

  @Test
  void namesNoMoment_whenNoneIsKnown() {
    Standing unknown = new Standing(Instant.EPOCH, false, Standing.State.STOPPED, NOW, 0);

    assertThat(DataAge.of(unknown, wording("en")).text()).isEqualTo("Data stopped");
  }

  @ParameterizedTest
  @CsvSource({
    "en, BEHIND, 12345, 'Data 3 minutes behind: 12,345 records to go'",
    "en, STARTING, 1, Reading what came in before the start: 1 record to go",
    "en, STOPPED, 7, 'Data stopped since Nov 22, 2026, 10:39 AM'",
    "en, CURRENT, 7, Data up to date",
    "zh-CN, BEHIND, 12345, '数据落后 3 分钟，还有 12,345 条记录'",
    "ko, BEHIND, 12345, '데이터가 3분 뒤처짐: 레코드 12,345건 남음'"
  })
  void saysHowMuchIsToBeRead_whileItIsUnderWay(
      String language, Standing.State state, long waiting, String text) {
    Standing underWay = new Standing(NOW.minus(Duration.ofMinutes(3)), false, state, NOW, waiting);

    assertThat(DataAge.of(underWay, wording(language)).text().replace('\u202f', ' '))
        .isEqualTo(text);
  }

  private static Wording wording(String language) {
    return new Wording(Locale.forLanguageTag(language), ZoneOffset.UTC);
  }
}
