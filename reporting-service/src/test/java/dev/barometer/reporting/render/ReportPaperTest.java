package dev.barometer.reporting.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.print.PdfWriter;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.GivenReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.context.Context;

class ReportPaperTest {

  private static String xhtml(Edition edition, String language) {
    Paper paper =
        new ReportText(ReportWording.of(language, ZoneOffset.UTC), ReportText.Ways.NONE)
            .of(edition, null);
    return PageFixtures.templates("report")
        .process(
            "report-paper", new Context(Locale.forLanguageTag(language), Map.of("paper", paper)));
  }

  @ParameterizedTest
  @CsvSource({
    "en, 'at least 95%, not sure', 'Contract, § 3 (set for everything)',"
        + " 'Bands: good up to 8 h'",
    "zh-CN, 不低于 95%，无法确定, 'Contract, § 3（为全部范围设定）', '等级区间：8 小时以内为良好'",
    "ko, '95% 이상, 확실하지 않음', 'Contract, § 3(전체에 대해 정함)', '등급 구간: 8시간까지 양호'"
  })
  void saysWhatScoresAreMeasuredBy_andWhetherItIsReached(
      String language, String target, String source, String line) {
    assertThat(xhtml(GivenReports.published(), language).replace('\u00a0', ' '))
        .contains(target, source, line, "class=\"goal\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN", "ko"})
  void isPrintedInEachLanguage(String language) throws IOException {
    String xhtml = xhtml(GivenReports.published(), language);
    byte[] pdf =
        new PdfWriter()
            .write(xhtml, Locale.forLanguageTag(language), "Second quarter", Instant.EPOCH);

    Files.write(Path.of("target/report-" + language + ".pdf"), pdf);
    assertThat(xhtml).contains("&lt;Mail&gt; &amp; more").doesNotContain("??", "th:");
    assertThat(pdf.length).isGreaterThan(10_000);
  }

  @Test
  void saysInWhichLanguageItIsWritten_whicheverItIsPrintedIn() {
    Edition edition = GivenReports.published();
    String written = edition.plan().languages().get(0);

    assertThat(xhtml(edition, "ko"))
        .contains("<h1 lang=\"" + written + "\">", "<p lang=\"" + written + "\">");
  }

  @Test
  void namesItsColumnsAsHeadings() {
    assertThat(xhtml(GivenReports.published(), "en")).contains(">Priority<", ">Channel<");
  }
}
