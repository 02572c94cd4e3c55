package dev.barometer.complaint.cause;

import java.util.Locale;
import java.util.Map;

/**
 * Why cases come about.
 *
 * @param id what is kept at a case that is closed with it
 * @param texts what it is called, by language
 * @param retired whether it is offered no more; cases that have it keep its name
 */
public record RootCause(String id, Map<String, String> texts, boolean retired) {
  public RootCause {
    texts = Map.copyOf(texts);
  }

  /** In the reader's language, else in English, else as it is. */
  public String text(Locale reader) {
    String own = texts.get(reader.toLanguageTag());
    String language = own == null ? texts.get(reader.getLanguage()) : own;
    String english = language == null ? texts.get("en") : language;
    return english == null ? id : english;
  }

  /** Whether somebody who writes this means it. */
  boolean isMeantBy(String text) {
    return id.equals(text) || texts.values().stream().anyMatch(text::equalsIgnoreCase);
  }
}
