package dev.barometer.reporting.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.edition.Content.Measure;
import dev.barometer.reporting.edition.Content.Trend;
import dev.barometer.reporting.edition.Content.TrendPoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTextTest {
  private static final Instant AT = Instant.parse("2026-10-02T00:00:00Z");

  private static Measure of(String system, String unit, @Nullable Double sum) {
    TrendPoint inside = new TrendPoint(AT, AT.plusSeconds(1), 8.0, 1, 8.0, 9.5, List.of());
    TrendPoint outside =
        new TrendPoint(AT, AT.plusSeconds(1), 30.0, 1, 8.0, 9.5, List.of("outside"));
    return new Measure(
        system,
        sum == null ? "availability" : "working-hours",
        unit,
        2,
        97.5,
        96,
        99,
        sum,
        AT,
        96,
        null,
        null,
        new Trend("working-hours", "day", 8.75, List.of(inside, outside), null));
  }

  private static Paper.Sheet told(Measure one, String language) {
    return new MeasureText(ReportWording.of(language, ZoneOffset.UTC))
        .sheet(List.of(one))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Availability, 97.5 %, mean of the points",
    "zh-CN, 可用性, 97.5%, 数据点的平均值",
    "ko, 가용성, 97.5%, 제출된 값들의 평균"
  })
  void tellsSystemsInThreeLanguages(String language, String measure, String mean, String note) {
    Paper.Sheet sheet = told(of("Mail & chat", "percent", null), language);

    assertThat(sheet.rows().get(0).name()).contains("Mail & chat", measure);
    assertThat(sheet.rows().get(0).cells()).contains(mean);
    assertThat(sheet.note()).contains(note);
  }

  @Test
  void tellsTheSumOfWhatPeopleWorked_andHowManyPointsAreOutside() {
    Paper.Sheet sheet = told(of("team:Desk", "hours", 126.0), "en");

    assertThat(sheet.caption()).isEqualTo("Resources");
    assertThat(sheet.columns()).contains("Sum");
    assertThat(sheet.rows().get(0).name()).startsWith("Desk: ");
    assertThat(sheet.rows().get(0).cells())
        .contains("126 h")
        .anySatisfy(cell -> assertThat(cell).contains("1 outside"));
  }
}
