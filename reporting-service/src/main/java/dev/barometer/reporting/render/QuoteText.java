package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Quote;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words what people said, without who it was. */
final class QuoteText {
  private final Wording wording;

  QuoteText(Wording wording) {
    this.wording = wording;
  }

  Paper.Quoted quoted(Quote one) {
    String text = one.text();
    return text == null
        ? new Paper.Quoted(List.of(List.of(wording.say("report.quote.erased"))), null, null)
        : new Paper.Quoted(
            ReportText.paragraphs("“" + text.strip() + "”"),
            language(one.locale()),
            wording.date(one.at()));
  }

  /** What respondents' systems call a language is free text: only a real tag reaches the page. */
  static @Nullable String language(@Nullable String locale) {
    if (locale == null) {
      return null;
    }
    try {
      return new Locale.Builder().setLanguageTag(locale.replace('_', '-')).build().toLanguageTag();
    } catch (IllformedLocaleException notATag) {
      return null;
    }
  }
}
