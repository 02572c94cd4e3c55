package dev.barometer.frame.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** What a page is read in that keeps no choice: nothing of it is left in the browser. */
public final class ReaderLanguage {
  private ReaderLanguage() {}

  /**
   * Draws this page in the first of these languages that there is, or in what the browser asks for.
   *
   * @param wanted language tags, the most wanted first
   * @return the language it is drawn in
   */
  public static Locale in(HttpServletRequest request, @Nullable String... wanted) {
    Locale locale =
        Stream.of(wanted)
            .filter(Objects::nonNull)
            .map(tag -> Locale.forLanguageTag(tag.replace('_', '-')))
            .flatMap(tag -> Languages.supported(tag).stream())
            .findFirst()
            .orElseGet(() -> Languages.asked(request));
    request.setAttribute(CookieLocaleResolver.LOCALE_REQUEST_ATTRIBUTE_NAME, locale);
    return locale;
  }
}
