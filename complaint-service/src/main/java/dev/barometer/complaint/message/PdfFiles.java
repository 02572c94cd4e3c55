package dev.barometer.complaint.message;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.barometer.complaint.cases.CaseReference;
import dev.barometer.frame.brand.Brand;
import dev.barometer.print.PdfWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Letters to customers as PDF. One at a time, because each takes tens of MB for a moment, and a
 * burst of them would take them all at once. The fonts are loaded with the first one, which takes
 * seconds, and once: where nobody writes letters they cost nothing.
 */
@Component
class PdfFiles {
  static final String TYPE = "application/pdf";

  /** Whoever has waited that long for those before him goes without. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private static final Logger log = LoggerFactory.getLogger(PdfFiles.class);
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final Brand brand;
  private final Supplier<PdfWriter> writers;
  private final Duration longestWait;
  private final ReentrantLock turn = new ReentrantLock(true);
  private @Nullable Tools tools;

  /**
   * What is made once.
   *
   * @param logo as it stands over a letter; empty where there is none
   */
  private record Tools(PdfWriter writer, String logo) {}

  @Autowired
  PdfFiles(Brand brand) {
    this(brand, PdfWriter::new, LONGEST_WAIT);
  }

  /**
   * @param writers makes what is written with; asked again only where it failed
   * @param longestWait for those who are printed before
   */
  PdfFiles(Brand brand, Supplier<PdfWriter> writers, Duration longestWait) {
    this.brand = brand;
    this.writers = writers;
    this.longestWait = longestWait;
  }

  /**
   * Writes it; the same letter is the same bytes each time.
   *
   * @param at when it was written to the customer
   * @throws TimeoutException where others were before for too long
   */
  byte[] write(CustomerMail letter, Instant at) throws InterruptedException, TimeoutException {
    if (!turn.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("others are printed for too long");
    }
    try {
      Tools ready = tools;
      if (ready == null) {
        ready = new Tools(writers.get(), brand.logo().map(this::picture).orElse(""));
        tools = ready;
      }
      String xhtml = ready.logo() + xhtml(letter);
      return ready.writer().write(xhtml, letter.locale(), letter.subject(), at);
    } finally {
      turn.unlock();
    }
  }

  /** A name for the file by which both sides know what it is about. */
  static String name(String caseId) {
    return "letter-" + CaseReference.of(caseId) + ".pdf";
  }

  private String xhtml(CustomerMail letter) {
    String to = letter.to();
    return "<p><strong>"
        + text(brand.name())
        + "</strong></p>"
        + paragraph(letter.date())
        + (to == null ? "" : paragraph(to))
        + "<h1>"
        + text(letter.subject())
        + "</h1>"
        + paragraph(letter.about())
        + letter.paragraphs().stream().map(PdfFiles::paragraph).collect(Collectors.joining());
  }

  /** A letter without its logo is better than none. */
  private String picture(Brand.Logo logo) {
    if (!PdfWriter.prints(logo.content())) {
      log.warn("Letters have no logo, because barometer.brand.logo cannot be read");
      return "";
    }
    return "<p><img alt=\""
        + text(brand.name())
        + "\" src=\"data:"
        + logo.type()
        + ";base64,"
        + Base64.getEncoder().encodeToString(logo.content())
        + "\"/></p>";
  }

  /** An empty line ends a paragraph, any other end of a line is one. */
  private static String paragraph(String said) {
    return said.strip()
        .lines()
        .map(PdfFiles::text)
        .collect(Collectors.joining("<br/>", "<p>", "</p>"))
        .replace("<br/><br/>", "</p><p>");
  }

  private static String text(String said) {
    return htmlEscape(
        said.codePoints()
            .filter(PdfFiles::isOfXml)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip(),
        UTF_8);
  }

  /** What XML cannot hold, nobody sees either. */
  private static boolean isOfXml(int character) {
    return character >= ' ' && character < Character.MIN_SURROGATE
        || character == '\t'
        || character > Character.MAX_SURROGATE && character != '\uFFFE' && character != '\uFFFF';
  }
}
