package dev.barometer.reporting.edition;

import dev.barometer.frame.wording.Wording;
import dev.barometer.print.PdfWriter;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports as PDF: one at a time, each takes tens of MB for a moment. */
@Component
public class ReportFiles {
  private @Nullable PdfWriter writer;

  /**
   * The same edition in the same language is the same bytes.
   *
   * @throws NotOpenException before it is collected
   */
  public synchronized byte[] write(Edition edition, @Nullable String language) {
    Parameters parameters = edition.parameters();
    if (parameters == null) {
      throw new NotOpenException("It cannot be printed before it is collected");
    }
    String wanted = language == null ? edition.plan().languages().get(0) : language;
    if (!PlanReader.LANGUAGES.contains(wanted)) {
      throw new InvalidRequestException(
          "language", "must be one of " + String.join(", ", PlanReader.LANGUAGES));
    }
    if (writer == null) {
      writer = new PdfWriter();
    }
    Locale locale = Locale.forLanguageTag(wanted);
    var wording = new Wording(locale, ZoneId.of(parameters.zone()), "report", "dashboard");
    Instant at = edition.history().get(edition.history().size() - 1).at();
    return writer.write(
        new ReportText(edition, wording).xhtml(), locale, edition.plan().title(), at);
  }
}
