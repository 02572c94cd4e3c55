package dev.barometer.survey.builder;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a preview is looked at.
 *
 * @param width {@code phone} or {@code desktop}
 */
record PreviewLook(String language, String width) {

  /** What is not said is as the reader reads, and on a phone, as most are answered. */
  static PreviewLook of(@Nullable String language, @Nullable String width, Locale reader) {
    return new PreviewLook(
        language == null || language.isBlank() ? reader.toLanguageTag() : language,
        "desktop".equals(width) ? "desktop" : "phone");
  }

  Locale locale() {
    return Locale.forLanguageTag(language);
  }
}
