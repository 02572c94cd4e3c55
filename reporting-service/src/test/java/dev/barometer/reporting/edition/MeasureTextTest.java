package dev.barometer.reporting.edition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.period.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operating data on paper says what its means are means of. */
class MeasureTextTest {
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Period OCTOBER = new Period(FROM, Instant.parse("2026-11-01T00:00:00Z"));

  /** A point a day. */
  private static MeasuredSeries daily(String system, String measure, String unit, int... values) {
    return new MeasuredSeries(
        system,
        measure,
        unit,
        IntStream.range(0, values.length)
            .mapToObj(day -> new MeasuredSeries.Point(FROM.plus(Duration.ofDays(day)), values[day]))
            .toList());
  }

  private static String told(MeasuredSeries one, Outline.Measured which, String language) {
    Wording wording =
        new Wording(
            Locale.forLanguageTag(language), ZoneOffset.UTC, "report", "dashboard", "operating");
    return new MeasureText(wording)
        .xhtml(Measures.of(List.of(one), List.of(), which, OCTOBER, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource({
    "en, Availability, 97.5 %, mean of the points",
    "zh-CN, 可用性, 97.5%, 数据点的平均值",
    "ko, 가용성, 97.5%, 제출된 값들의 평균"
  })
  void tellsSystemsInThreeLanguages(String language, String measure, String mean, String note) {
    String text =
        told(
            daily("Mail & chat", "availability", "percent", 99, 96),
            Outline.Measured.SYSTEMS,
            language);

    assertThat(text).contains("<td>Mail &amp; chat</td>", measure, mean, note);
  }

  @Test
  void tellsTheSumOfWhatPeopleWorked_andHowManyPointsAreOutside() {
    String text =
        told(
            daily("team:Desk", "working-hours", "hours", 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 30),
            Outline.Measured.PEOPLE,
            "en");

    assertThat(text).contains("<h3>Resources</h3>", "Sum", "<td>126 h</td>", "; 1 outside</td>");
  }
}
