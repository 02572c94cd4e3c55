package dev.barometer.complaint.wording;

import dev.barometer.contract.rule.Violations;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The phrases that managers keep, by language.
 *
 * @param lists by the name of a language, such as {@code en}, {@code zh-CN}, {@code ko}
 */
public record WordingLists(Map<String, List<Phrase>> lists) {
  static final int MOST_LANGUAGES = 20;
  static final int MOST_PHRASES = 500;
  private static final int LONGEST_PHRASE = 200;
  private static final int LONGEST_REASON = 500;

  public WordingLists {
    Map<String, List<Phrase>> copy = new LinkedHashMap<>();
    if (lists != null) {
      lists.forEach((language, phrases) -> copy.put(language, without(phrases)));
    }
    lists = copy;
  }

  private static List<Phrase> without(@Nullable List<Phrase> phrases) {
    return phrases == null ? List.of() : phrases.stream().filter(Objects::nonNull).toList();
  }

  /** Those of a language; all where none is named, or one that no list is of. */
  Map<String, List<Phrase>> of(@Nullable String locale) {
    Map<String, List<Phrase>> of = new LinkedHashMap<>();
    String wanted = locale == null ? "" : language(locale);
    lists.forEach(
        (name, phrases) -> {
          if (language(name).equals(wanted)) {
            of.put(name, phrases);
          }
        });
    return of.isEmpty() ? lists : of;
  }

  private static String language(String locale) {
    return Locale.forLanguageTag(locale.strip().replace('_', '-')).getLanguage();
  }

  /** What is wrong with them. */
  Violations violations() {
    Violations violations = new Violations(Instant.EPOCH);
    if (lists.size() > MOST_LANGUAGES) {
      violations.broken("lists", "must be of at most " + MOST_LANGUAGES + " languages");
    }
    lists.forEach((language, phrases) -> check(violations, language, phrases));
    return violations;
  }

  private static void check(Violations violations, String language, List<Phrase> phrases) {
    violations.in("lists." + language);
    if (language(language).isEmpty()) {
      violations.broken("language", "must be the name of a language, such as zh-CN");
    }
    if (phrases.size() > MOST_PHRASES) {
      violations.broken("phrases", "must be at most " + MOST_PHRASES);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < phrases.size(); i++) {
      Phrase phrase = phrases.get(i);
      violations.in("lists." + language + "[" + i + "]");
      text(violations, "phrase", phrase.phrase(), LONGEST_PHRASE);
      text(violations, "because", phrase.because(), LONGEST_REASON);
      violations.text("better", phrase.better(), LONGEST_REASON);
      if (phrase.phrase() != null && WordingCheck.parts(phrase.phrase()).isEmpty()) {
        violations.broken("phrase", "must have a word");
      } else if (!seen.add(String.valueOf(phrase.phrase()).strip())) {
        violations.broken("phrase", "stands there twice");
      }
    }
    violations.in("");
  }

  private static void text(Violations violations, String field, @Nullable String text, int most) {
    if (violations.present(field, text == null || text.isBlank() ? null : text)) {
      violations.text(field, text, most);
    }
  }
}
