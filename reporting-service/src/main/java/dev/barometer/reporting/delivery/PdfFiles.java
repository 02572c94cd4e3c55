package dev.barometer.reporting.delivery;

import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.render.ReportFiles;
import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.mail.Attachment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The file that goes with a mail. Nobody waits for his report because it cannot be printed, or is
 * too large for mail: it stands behind the link, too, and the history says that it went without.
 */
@Component
class PdfFiles {
  static final String NOT_PRINTED = "pdf-failed";
  static final String TOO_LARGE = "pdf-too-large";

  private static final Logger log = LoggerFactory.getLogger(PdfFiles.class);
  private static final String TYPE = "application/pdf";

  private final Function<Edition, byte[]> printer;
  private final long largest;

  /**
   * What goes with it.
   *
   * @param file null where none does
   * @param why none does; null where one does
   */
  record Pdf(@Nullable Attachment file, @Nullable String why) {}

  @Autowired
  PdfFiles(ReportFiles files, DeliveryProperties settings) {
    this(edition -> files.write(edition, null), settings.largestAttachment().toBytes());
  }

  PdfFiles(Function<Edition, byte[]> printer, long largest) {
    this.printer = printer;
    this.largest = largest;
  }

  Pdf of(Edition edition) {
    try {
      byte[] pdf = printer.apply(edition);
      return pdf.length > largest
          ? new Pdf(null, TOO_LARGE)
          : new Pdf(new Attachment("report-" + edition.reportId() + ".pdf", TYPE, pdf), null);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      log.error("A report goes out without its PDF", LoggedFailure.of(e));
      return new Pdf(null, NOT_PRINTED);
    }
  }
}
