package dev.barometer.contract.survey;

import java.util.Map;

/**
 * One of the choices of a question.
 *
 * @param text by language
 */
public record Option(String id, Map<String, String> text) {
  public Option {
    text = text == null ? Map.of() : text;
  }
}
