package dev.barometer.survey.visitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why hardly a person sent a form. Beyond the field that nobody sees it goes by what the page's own
 * script says: whoever sends a form without it is believed, for people without scripts do.
 */
public final class Suspicion {
  static final String HIDDEN_FIELD = "hidden-field";
  static final String AUTOMATION = "automation";
  static final String TOO_FAST = "too-fast";

  /** All of them. */
  public static final List<String> REASONS = List.of(HIDDEN_FIELD, AUTOMATION, TOO_FAST);

  /** People do not see it: whoever fills it in is a program that fills in everything. */
  static final String HIDDEN = "homepage";

  /** How many milliseconds the page was open, and which marks of automation the browser has. */
  static final String TOOK = "took";

  static final String AUTO = "auto";

  private Suspicion() {}

  /**
   * @param fields of a form that can be taken otherwise
   * @param tooFast nobody reads and answers in less
   */
  static Optional<String> of(Map<String, List<String>> fields, Duration tooFast) {
    if (!said(fields, HIDDEN).isBlank()) {
      return Optional.of(HIDDEN_FIELD);
    }
    if (!said(fields, AUTO).isBlank()) {
      return Optional.of(AUTOMATION);
    }
    String took = said(fields, TOOK);
    boolean isFast = took.matches("\\d{1,15}") && Long.parseLong(took) < tooFast.toMillis();
    return isFast ? Optional.of(TOO_FAST) : Optional.empty();
  }

  private static String said(Map<String, List<String>> fields, String name) {
    return String.join("", fields.getOrDefault(name, List.of()));
  }
}
