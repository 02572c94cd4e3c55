package dev.barometer.reporting.strategy;

import dev.barometer.reporting.edition.Section;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A strategy as it is typed; shown again when something of it is wrong.
 *
 * @param day as typed
 * @param compareTo empty where it is compared with nothing
 * @param recipients one a line
 * @param template by section the text that a draft begins with
 */
record StrategyForm(
    String strategyId,
    String title,
    String scope,
    List<String> sections,
    String every,
    String day,
    String compareTo,
    List<String> languages,
    String recipients,
    List<String> reviewers,
    Map<String, String> template,
    boolean active) {
  private static final String TEMPLATE = "template.";

  /** For a new one. */
  static StrategyForm empty() {
    return new StrategyForm(
        "",
        "",
        "all",
        Section.labels(),
        Cadence.Every.MONTH.label(),
        "3",
        "previous",
        List.of("en"),
        "",
        List.of(),
        Map.of(),
        true);
  }

  static StrategyForm of(Strategy one) {
    Map<String, String> template = new LinkedHashMap<>();
    one.template().forEach((section, text) -> template.put(section.label(), text));
    return new StrategyForm(
        one.strategyId(),
        one.title(),
        one.scope(),
        one.sections().stream().map(Section::label).toList(),
        one.cadence().every().label(),
        String.valueOf(one.cadence().day()),
        one.compareTo() == null ? "" : one.compareTo(),
        one.languages(),
        String.join("\n", one.recipients()),
        one.reviewers(),
        template,
        one.active());
  }

  /** As a browser sends it. */
  static StrategyForm sent(Map<String, List<String>> sent) {
    Map<String, String> template = new LinkedHashMap<>();
    for (String section : Section.labels()) {
      template.put(section, one(sent, TEMPLATE + section).replace("\r\n", "\n"));
    }
    return new StrategyForm(
        one(sent, "strategyId"),
        one(sent, "title"),
        one(sent, "scope"),
        sent.getOrDefault("sections", List.of()),
        one(sent, "every"),
        one(sent, "day"),
        one(sent, "compareTo"),
        sent.getOrDefault("languages", List.of()),
        one(sent, "recipients"),
        sent.getOrDefault("reviewers", List.of()),
        template,
        sent.containsKey("active"));
  }

  static String one(Map<String, List<String>> sent, String name) {
    return sent.getOrDefault(name, List.of("")).get(0).strip();
  }

  /** As the API takes it; a day that is no number becomes one that there is not. */
  StrategyRequest toRequest() {
    Map<String, String> texts = new LinkedHashMap<>();
    template.forEach(
        (section, text) -> {
          if (!text.isEmpty()) {
            texts.put(section, text);
          }
        });
    return new StrategyRequest(
        strategyId.isEmpty() ? null : strategyId,
        title,
        scope,
        sections,
        new StrategyRequest.CadenceRequest(every, number()),
        compareTo.isEmpty() ? null : compareTo,
        languages,
        Arrays.stream(recipients.split("[\\s,;]+")).filter(one -> !one.isEmpty()).toList(),
        reviewers,
        texts,
        active);
  }

  /** Where it is one that there can be. */
  Optional<Cadence> cadence() {
    Integer number = number();
    return Cadence.Every.of(every)
        .filter(one -> number != null && number >= 1 && number <= one.mostDays())
        .map(one -> new Cadence(one, number == null ? 1 : number));
  }

  private @Nullable Integer number() {
    try {
      return Integer.valueOf(day);
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }
}
