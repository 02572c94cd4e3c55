package dev.barometer.frame.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** Which of the three languages a person reads: as chosen before, else as the browser asks. */
final class Languages extends CookieLocaleResolver {
  static final List<Locale> SUPPORTED =
      List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.KOREAN);

  Languages() {
    super("BAROMETER_LANGUAGE");
    setDefaultLocaleFunction(Languages::asked);
    setRejectInvalidCookies(false);
  }

  /** Keeps a choice only if it is one of ours. */
  @Override
  public void setLocaleContext(
      HttpServletRequest request,
      @Nullable HttpServletResponse response,
      @Nullable LocaleContext context) {
    Locale chosen = context == null ? null : context.getLocale();
    Optional<Locale> supported = Optional.ofNullable(chosen).flatMap(Languages::supported);
    super.setLocaleContext(
        request, response, new SimpleLocaleContext(supported.orElseGet(() -> asked(request))));
  }

  static Locale asked(HttpServletRequest request) {
    return Collections.list(request.getLocales()).stream()
        .flatMap(locale -> supported(locale).stream())
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  /** By language alone: whoever asks for any Chinese reads the one there is rather than English. */
  static Optional<Locale> supported(Locale locale) {
    return SUPPORTED.stream()
        .filter(supported -> supported.getLanguage().equals(locale.getLanguage()))
        .findFirst();
  }
}
