package dev.barometer.survey.design;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which of a survey's texts somebody reads. */
public final class SurveyTexts {
  private SurveyTexts() {}

  /** The text in that language, or in English, which is always there. */
  public static String said(Map<String, String> texts, Locale locale) {
    return Objects.requireNonNullElse(texts.get(languageOf(texts.keySet(), locale)), "");
  }

  /** The same language and place, else the same language, else English. */
  public static String languageOf(Set<String> languages, Locale locale) {
    String tag = locale.toLanguageTag();
    return languages.contains(tag)
        ? tag
        : languages.stream()
            .filter(one -> Locale.forLanguageTag(one).getLanguage().equals(locale.getLanguage()))
            .findFirst()
            .orElse("en");
  }
}
