package dev.barometer.survey.builder;

import dev.barometer.contract.survey.Option;
import java.util.List;
import java.util.Map;

/** Something to choose, as it was typed. */
record OptionForm(String id, Map<String, String> text) {

  static OptionForm of(Option option) {
    return new OptionForm(option.id(), option.text());
  }

  static OptionForm read(FormFields fields, List<String> languages) {
    return new OptionForm(fields.text("id"), fields.byLanguage("text", languages));
  }

  Option toOption() {
    return new Option(id, text);
  }
}
