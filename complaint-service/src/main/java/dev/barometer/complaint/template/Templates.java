package dev.barometer.complaint.template;

import dev.barometer.contract.rule.Violations;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The templates that managers keep. */
public record Templates(List<Template> templates) {
  static final int MOST = 300;
  private static final int LONGEST_TEXT = 10_000;
  private static final String FALLBACK = "en";

  public Templates {
    templates =
        templates == null
            ? List.of()
            : templates.stream().filter(java.util.Objects::nonNull).toList();
  }

  /**
   * Those for a purpose, each in the language that is nearest: the one that is asked for, else
   * English, else the first there is.
   *
   * @param purpose null for all
   */
  public List<Template> of(@Nullable Purpose purpose, Locale locale) {
    Map<String, List<Template>> byId =
        templates.stream()
            .filter(one -> purpose == null || one.purpose().equals(purpose.label()))
            .collect(
                Collectors.groupingBy(
                    Template::templateId, java.util.LinkedHashMap::new, Collectors.toList()));
    return byId.values().stream().map(all -> nearest(all, locale)).toList();
  }

  private static Template nearest(List<Template> all, Locale locale) {
    Function<String, java.util.Optional<Template>> in =
        language -> all.stream().filter(one -> language(one.locale()).equals(language)).findFirst();
    return all.stream()
        .filter(one -> one.locale().equalsIgnoreCase(locale.toLanguageTag()))
        .findFirst()
        .or(() -> in.apply(locale.getLanguage()))
        .or(() -> in.apply(FALLBACK))
        .orElse(all.get(0));
  }

  private static String language(String locale) {
    return Locale.forLanguageTag(locale).getLanguage();
  }

  /** What is wrong with them. */
  Violations violations() {
    Violations violations = new Violations(Instant.EPOCH);
    if (templates.size() > MOST) {
      violations.broken("templates", "must be at most " + MOST);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < templates.size(); i++) {
      check(templates.get(i), violations.in("templates", i), seen);
    }
    return violations;
  }

  private static void check(Template template, Violations violations, Set<String> seen) {
    violations.id("templateId", template.templateId());
    if (violations.present("purpose", template.purpose())) {
      violations.oneOf("purpose", template.purpose(), Purpose.labels());
    }
    violations.id("title", template.title());
    if (violations.present("locale", template.locale()) && language(template.locale()).isEmpty()) {
      violations.broken("locale", "must be the name of a language, such as zh-CN");
    }
    if (!seen.add(template.templateId() + " " + template.locale())) {
      violations.broken("templateId", "stands there twice in this language");
    }
    String text = template.text();
    if (violations.present("text", text == null || text.isBlank() ? null : text)) {
      violations.text("text", text, LONGEST_TEXT);
      Fields.faults(text).forEach(fault -> violations.broken("text", fault));
    }
  }
}
