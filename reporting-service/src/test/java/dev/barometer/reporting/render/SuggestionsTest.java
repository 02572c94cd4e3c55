package dev.barometer.reporting.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.GivenReports;
import dev.barometer.reporting.edition.Section;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

  private static List<String> of(Section section, String language) {
    Content content =
        GivenReports.draft().contents().stream()
            .filter(one -> one.section() == section)
            .findFirst()
            .orElseThrow();
    return new Suggestions(ReportWording.of(language, ZoneOffset.UTC)).of(content);
  }

  @ParameterizedTest
  @CsvSource({
    "en, 'SLA attainment: 93.3% (95 % interval', not significant",
    "zh-CN, 'SLA 达成率：93.3%（95% 置信区间', 无显著差异",
    "ko, 'SLA 준수율: 93.3% (95% 구간', 유의한 차이가 없습니다"
  })
  void sayHowSureItIs_andThatChanceExplainsIt(String language, String sure, String same) {
    assertThat(of(Section.SLA, language))
        .singleElement()
        .satisfies(sentence -> assertThat(sentence).contains(sure, same).doesNotContain("{"));
  }

  @Test
  void sayNothingOfWhatThereIsNoDataOf() {
    assertThat(of(Section.SATISFACTION, "en"))
        .singleElement()
        .satisfies(sentence -> assertThat(sentence).startsWith("Net Promoter Score (NPS): +32.5"));
  }

  @Test
  void sayWhetherATargetIsReached_butNothingOfUsualBands() {
    assertThat(of(Section.SLA, "en"))
        .singleElement()
        .satisfies(one -> assertThat(one).endsWith(" Target: at least 95%, not sure."));
    assertThat(of(Section.SATISFACTION, "en")).noneMatch(one -> one.contains("good from"));
  }

  @Test
  void neverSayWhy() {
    for (Section section : Section.values()) {
      assertThat(String.join(" ", of(section, "en")))
          .doesNotContainIgnoringCase("because", "due to", "thanks to", "caused", "led to");
    }
  }
}
