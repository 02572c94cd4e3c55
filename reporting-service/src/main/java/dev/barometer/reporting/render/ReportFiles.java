package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.print.PdfWriter;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.NotOpenException;
import dev.barometer.reporting.edition.Parameters;
import dev.barometer.reporting.edition.PlanFields;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Reports as PDF: one at a time, each takes tens of MB for a moment. */
@Component
public class ReportFiles {
  private final ITemplateEngine templates;
  private final EditionPublisher editions;
  private @Nullable PdfWriter writer;

  ReportFiles(ITemplateEngine templates, EditionPublisher editions) {
    this.templates = templates;
    this.editions = editions;
  }

  /**
   * The same edition in the same language is the same bytes.
   *
   * @param language one that reports are read in; null for the one it is written in
   * @throws NotOpenException before it is collected
   */
  public synchronized byte[] write(Edition edition, @Nullable String language) {
    Parameters parameters = edition.parameters();
    if (parameters == null) {
      throw new NotOpenException("It cannot be printed before it is collected");
    }
    String wanted = language == null ? edition.plan().languages().get(0) : language;
    if (!PlanFields.LANGUAGES.contains(wanted)) {
      throw new InvalidRequestException(
          "language", "must be one of " + String.join(", ", PlanFields.LANGUAGES));
    }
    if (writer == null) {
      writer = new PdfWriter();
    }
    Locale locale = Locale.forLanguageTag(wanted);
    Wording wording = ReportWording.of(wanted, ZoneId.of(parameters.zone()));
    Paper paper =
        new ReportText(wording, ReportText.Ways.NONE).of(edition, editions.changes(edition));
    String xhtml = templates.process("report-paper", new Context(locale, Map.of("paper", paper)));
    Instant at = edition.history().get(edition.history().size() - 1).at();
    return writer.write(xhtml, locale, edition.plan().title(), at);
  }
}
