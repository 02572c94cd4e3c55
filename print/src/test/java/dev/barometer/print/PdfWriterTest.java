package dev.barometer.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PdfWriterTest {
  private static final PdfWriter WRITER = new PdfWriter();
  private static final Instant AT = Instant.parse("2026-11-30T09:00:00Z");

  private static final String DOT =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";

  private static byte[] written(String xhtml, String language) {
    return WRITER.write(xhtml, Locale.forLanguageTag(language), "Answer K-17", AT);
  }

  /** As somebody copies it: without blanks, which stand where lines were broken. */
  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Answer to your complaint | We are sorry: the printer “Zoë’s” was down — 3½ hours.",
        "zh-CN | 对您投诉的答复 | 本月比上月高，用户对此非常不满。我们深表歉意：王喆、陈堃。",
        "ko | 불만 사항에 대한 답변 | 고객님께 불편을 드려 죄송합니다. 뷁쀍 大韓民國, 처리 기한은 5영업일입니다."
      })
  void itsTextIsReadAgain(String language, String heading, String sentence) throws IOException {
    byte[] pdf =
        written(
            "<h1>" + heading + "</h1><p>" + sentence + " <strong>" + sentence + "</strong></p>",
            language);

    String whole = (heading + sentence + sentence).replaceAll("\\s+", "");
    assertThat(text(pdf)).contains(whole).contains("AnswerK-17").contains("1/1");
  }

  @Test
  void givesTheSameBytes_forTheSameTextAtTheSameTime() throws Exception {
    String letter = "<h1>Answer</h1><h2>答复</h2><p lang=\"ko\">답변</p>";
    byte[] first = written(letter, "en");
    List<Callable<byte[]>> again = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      again.add(() -> written(letter, "en"));
    }
    // Threads that the JDK makes do not see what is packed in the jar of a service.
    ExecutorService threads =
        Executors.newFixedThreadPool(
            2,
            work -> {
              Thread thread = new Thread(work);
              thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
              return thread;
            });
    try {
      for (Future<byte[]> one : threads.invokeAll(again)) {
        assertThat(one.get()).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(new PdfWriter().write(letter, Locale.ENGLISH, "Answer K-17", AT)).isEqualTo(first);
    assertThat(WRITER.write(letter, Locale.ENGLISH, "Answer K-17", AT.plusSeconds(1)))
        .isNotEqualTo(first);
    assertThat(written(letter.replace("Answer", "Reply"), "en")).isNotEqualTo(first);
  }

  /** Written in other processes: what they would have to give too. */
  @Test
  void namesNoTimeButThatOfTheText() throws IOException {
    String pdf = new String(written("<p>Answer</p>", "en"), StandardCharsets.ISO_8859_1);

    assertThat(pdf).containsOnlyOnce("<xmp:MetadataDate>");
    List<Instant> times = new ArrayList<>();
    Pattern.compile("<xmp:\\w+Date>([^<]+)<")
        .matcher(pdf)
        .results()
        .forEach(found -> times.add(OffsetDateTime.parse(found.group(1)).toInstant()));
    assertThat(times).hasSizeGreaterThan(1).containsOnly(AT);
  }

  @Test
  void saysWhatItIs_toWhoeverHasItReadAloud() throws IOException {
    try (PDDocument document = Loader.loadPDF(written("<h1>答复</h1><p>您好</p>", "zh-CN"))) {
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualToIgnoringCase("zh-CN");
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Answer K-17");
      assertThat(document.getDocumentInformation().getCreationDate().toInstant()).isEqualTo(AT);
      for (PDPage page : document.getPages()) {
        for (COSName font : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
        }
      }
    }
  }

  @Test
  void tellsACharacterWithoutAGlyphByNumber_andLosesNone() throws IOException {
    assertThat(text(written("<p>Thanks &#x1F600; \uD867\uDE3D a\u200Db\u0301 ok</p>", "en")))
        .contains("Thanks[U+1F600][U+29E3D]ab\u0301ok".replace("b\u0301", "b[U+0301]"));
  }

  @Test
  void printsListsAndTablesOverManyPages_withTheirHeads() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      rows.append("<tr><td>Row ").append(i).append("</td><td>").append(i).append("</td></tr>");
    }
    byte[] pdf =
        written(
            "<ul><li>One</li><li>Two</li></ul><ol><li>First</li></ol><table><thead><tr>"
                + "<th scope=\"col\">Name</th><th scope=\"col\">Count</th></tr></thead><tbody>"
                + rows
                + "</tbody></table><p><a href=\"https://desk.example.org/x\">Here</a><br/>end</p>",
            "en");

    try (PDDocument document = Loader.loadPDF(pdf)) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(2);
      String text = text(pdf);
      assertThat(text).contains("–One–Two1.First", "Row119119", "Hereend", "1/" + pages);
      assertThat(text.split("NameCount", -1)).hasSize(pages + 1);
    }
  }

  @Test
  void breaksAWordThatIsLongerThanTheLine() throws IOException {
    String address = "https://desk.example.org/" + "very-long-part".repeat(20);

    assertThat(text(written("<p>" + address + "</p>", "en"))).contains(address);
  }

  @Test
  void showsPictures_andRefusesOneThatIsBroken() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(200, 50, BufferedImage.TYPE_INT_RGB), "png", png);
    byte[] half = Arrays.copyOf(png.toByteArray(), 40);

    try (PDDocument document = Loader.loadPDF(written(picture(png.toByteArray()), "en"))) {
      assertThat(document.getPage(0).getResources().getXObjectNames()).hasSize(1);
    }
    assertThatThrownBy(() -> written(picture(half), "en"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String picture(byte[] png) {
    String data = Base64.getEncoder().encodeToString(png);
    return "<p><img alt=\"ACME\" src=\"data:image/png;base64," + data + "\"/></p>";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>not closed",
        "<script>1</script>",
        "<img src=\"http://localhost/x\"/>",
        "<img src=\"data:image/svg+xml;base64,AAAA\" alt=\"a\"/>",
        "<img src=\"" + DOT + "\"/>",
        "<img alt=\"a\"/>",
        "<p onclick=\"x\">a</p>",
        "<a href=\"javascript:x\">a</a>",
        "<a href=\"file:///etc/passwd\">a</a>",
        "<ul>loose<li>a</li></ul>",
        "<fo:block xmlns:fo=\"http://www.w3.org/1999/XSL/Format\">a</fo:block>",
        "</article><article>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><p>&e;</p>"
      })
  void refusesWhatItDoesNotPrint(String xhtml) {
    assertThatThrownBy(() -> written(xhtml, "en")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsDrawings_withWordsForWhoDoesNotSeeThem() throws IOException {
    byte[] pdf =
        written(
            "<svg viewBox=\"0 0 640 200\" width=\"640\" height=\"200\" role=\"img\""
                + " aria-label=\"Two points\"><path d=\"M1 2L3 4\" stroke=\"#0b5cad\"></path>"
                + "<text x=\"9\" y=\"50\" font-size=\"11\">5월 上升 May</text></svg>",
            "ko");

    assertThat(text(pdf)).contains("5월上升May");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>",
        "<svg aria-label=\"x\"><image href=\"http://127.0.0.1/\"></image></svg>",
        "<svg aria-label=\"x\"><path fill=\"url(http://127.0.0.1/)\"></path></svg>",
        "<svg aria-label=\"x\"><path style=\"fill:red\"></path></svg>",
        "<svg aria-label=\"x\"><script>1</script></svg>",
        "<svg aria-label=\"x\"><p>text</p></svg>",
        "<p><path d=\"M0 0\"></path></p>"
      })
  void refusesDrawingsOfAnythingElse(String drawing) {
    assertThatThrownBy(() -> written(drawing, "en")).isInstanceOf(IllegalArgumentException.class);
  }
}
