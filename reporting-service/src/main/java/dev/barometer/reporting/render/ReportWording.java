package dev.barometer.reporting.render;

import dev.barometer.frame.page.Frame;
import dev.barometer.frame.wording.Wording;
import java.time.ZoneId;
import java.util.Locale;

/** The words of reports; their days are the organisation's, whoever reads them. */
final class ReportWording {
  private static final String[] TEXTS = {"report", "operating", "action", "dashboard", "page"};

  private ReportWording() {}

  static Wording of(Frame reader, ZoneId zone) {
    return reader.wording(TEXTS).in(zone);
  }

  static Wording of(String language, ZoneId zone) {
    return new Wording(Locale.forLanguageTag(language), zone, TEXTS);
  }
}
