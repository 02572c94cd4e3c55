package dev.barometer.reporting.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Interval;
import dev.barometer.reporting.edition.Content;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImprovementTextTest {

  @ParameterizedTest
  @CsvSource({"en, better than before, at least 75", "zh-CN, 好于之前, 不低于 75", "ko, 이전보다 좋아짐, 75"})
  void saysWhatIsAimedAt_andWhatCanBeSaidSince(String language, String verdict, String target) {
    Content.ActionLine action =
        new Content.ActionLine(
            "A-1",
            "Be better",
            "done",
            "Bo",
            "2026-06-30",
            false,
            "team:Desk",
            "csat",
            75,
            null,
            null,
            8.0,
            new Interval(0.95, 2, 14, "welch"),
            "improved",
            List.of(),
            8,
            8);

    Paper.Sheet sheet =
        new ImprovementText(ReportWording.of(language, ZoneOffset.UTC))
            .sheet(List.of(action))
            .orElseThrow();

    assertThat(sheet.rows().get(0).name()).isEqualTo("Be better");
    assertThat(String.join("|", sheet.rows().get(0).cells()))
        .contains("Bo", verdict, target)
        .doesNotContain("{0}", "action.");
    assertThat(sheet.note()).isNotBlank();
  }
}
