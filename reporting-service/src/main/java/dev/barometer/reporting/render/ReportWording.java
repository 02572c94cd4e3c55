package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import java.time.ZoneId;
import java.util.Locale;

/** The texts of reports. */
final class ReportWording {
  /** Their names. */
  static final String[] TEXTS = {"report", "operating", "action", "target", "dashboard", "page"};

  private ReportWording() {}

  static Wording of(String language, ZoneId zone) {
    return new Wording(Locale.forLanguageTag(language), zone, TEXTS);
  }
}
