package dev.barometer.complaint.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.brand.BrandConfiguration;
import dev.barometer.print.PdfWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class PdfFilesTest {
  private static final PdfFiles PDFS = new PdfFiles(Brand.NONE);
  private static final Instant AT = Instant.parse("2026-11-30T09:00:00Z");

  private static CustomerMail letter(String language, String subject, String text) {
    return new CustomerMail(
        Locale.forLanguageTag(language),
        true,
        subject,
        "Ana <b>",
        "30 November 2026",
        List.of(text),
        "Case C-1 (INC1)");
  }

  /** Without blanks, which stand where lines were broken. */
  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Our answer | We are sorry. It <was> ours & is mended.",
        "zh-CN | 对您投诉的答复 | 我们深表歉意，问题已经解决。",
        "ko | 불만 사항에 대한 답변 | 불편을 드려 죄송합니다. 조치하였습니다."
      })
  void saysWhatTheMailSays_inItsLanguage(String language, String subject, String said)
      throws Exception {
    byte[] pdf = PDFS.write(letter(language, subject, said + "\n\n" + said), AT);

    String once = said.replaceAll("\\s+", "");
    assertThat(text(pdf))
        .contains("Barometer", "30November2026", "Ana<b>", "CaseC-1(INC1)")
        .contains(subject.replaceAll("\\s+", ""), once + once);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualToIgnoringCase(language);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo(subject);
    }
  }

  @Test
  void isTheSameBytes_whenItIsWrittenAgain() throws Exception {
    CustomerMail letter = letter("en", "Our answer", "Sorry.\nReally.");

    assertThat(PDFS.write(letter, AT)).isEqualTo(PDFS.write(letter, AT));
  }

  @Test
  void holdsWhateverSomebodyTyped() throws Exception {
    String typed = "a\u0000\u0008\uFFFE\uD800b\n\n\n\n \t c \u2028 " + "x".repeat(300) + " 😀";

    assertThat(text(PDFS.write(letter("en", "Our answer", typed), AT)))
        .contains("abc" + "x".repeat(300) + "[U+1F600]");
  }

  @Test
  void hasTheNameAndTheLogoOfWhoWrites(@TempDir Path directory) throws Exception {
    Path logo = directory.resolve("logo.png");
    ImageIO.write(new BufferedImage(200, 50, BufferedImage.TYPE_INT_RGB), "png", logo.toFile());
    Path half = directory.resolve("half.png");
    Files.write(half, Arrays.copyOf(Files.readAllBytes(logo), 40));
    CustomerMail letter = letter("en", "Our answer", "So.");

    byte[] pdf = new PdfFiles(brand("A \"&\" B", logo)).write(letter, AT);
    byte[] without = new PdfFiles(brand("A \"&\" B", half)).write(letter, AT);

    assertThat(text(pdf)).contains("A\"&\"B");
    assertThat(pictures(pdf)).hasSize(1);
    assertThat(text(without)).contains("A\"&\"B");
    assertThat(pictures(without)).isEmpty();
  }

  private static Brand brand(String name, Path logo) {
    try (var context = new AnnotationConfigApplicationContext()) {
      TestPropertyValues.of("barometer.brand.name=" + name, "barometer.brand.logo=" + logo)
          .applyTo(context);
      context.register(BrandConfiguration.class);
      context.refresh();
      return context.getBean(Brand.class);
    }
  }

  private static Iterable<COSName> pictures(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getPage(0).getResources().getXObjectNames();
    }
  }

  @Test
  void loadsTheFontsOnce_andAgainOnlyWhereThatFailed() throws Exception {
    AtomicInteger loaded = new AtomicInteger();
    PdfFiles pdfs =
        new PdfFiles(
            Brand.NONE,
            () -> {
              if (loaded.incrementAndGet() == 1) {
                throw new IllegalStateException("no fonts");
              }
              return new PdfWriter();
            },
            PdfFiles.LONGEST_WAIT);
    CustomerMail letter = letter("en", "Our answer", "So.");

    assertThatThrownBy(() -> pdfs.write(letter, AT)).isInstanceOf(IllegalStateException.class);
    assertThat(pdfs.write(letter, AT)).isNotEmpty();
    assertThat(pdfs.write(letter, AT)).isNotEmpty();

    assertThat(loaded).hasValue(2);
  }
}
