package dev.barometer.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  private static String text(String head, String... rows) throws IOException {
    String table =
        "<table><thead>%s</thead><tbody>%s</tbody></table>".formatted(head, String.join("", rows));
    byte[] pdf =
        new PdfWriter()
            .write(
                table, Locale.SIMPLIFIED_CHINESE, "Report", Instant.parse("2026-11-30T09:00:00Z"));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void aLineStaysOne_whereTheTableHasRoomForIt() throws IOException {
    String row = "Resolved by 11 14 小时 7 分钟 10 小时 24 分钟 至 17 小时 51 分钟 13 分钟 6 秒 / 3 小时 10 分钟 1,129";

    String text =
        text(
            "<tr><th>处理人</th><th>数值</th><th>95% 区间</th><th>中位数 / 90% 分位</th><th>样本数</th></tr>",
            "<tr><th>Resolved by 11</th><td>14 小时 7 分钟</td><td>10 小时 24 分钟 至 17 小时 51 分钟</td>"
                + "<td>13 分钟 6 秒 / 3 小时 10 分钟</td><td>1,129</td></tr>");

    assertThat(text.lines().map(String::strip)).contains(row);
  }

  @Test
  void theWidestColumnWraps_whereThereIsNoRoom() throws IOException {
    String words = "words that are more than what a line can hold ".repeat(5).strip();

    String text =
        text(
            "<tr><th>Name</th><th>Value</th><th>Interval</th></tr>",
            "<tr><th>" + words + "</th><td>14 d 19 h</td><td>2 d 13 h to 3 d 20 h</td></tr>");

    assertThat(text).contains("14 d 19 h 2 d 13 h to 3 d 20 h");
  }
}
