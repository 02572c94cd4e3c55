package dev.barometer.reporting.strategy;

import dev.barometer.contract.rule.Violations;
import dev.barometer.reporting.edition.PlanFields;
import dev.barometer.reporting.edition.PlanReader;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.period.Period;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a strategy is to be; names each field that cannot be so. */
@Component
class StrategyReader {
  /** The page on which one is added. */
  static final String NEW = "new";

  private static final int LONGEST_TEXT = 20_000;
  private static final Pattern NOT_IN_A_PATH = Pattern.compile(".*[/\\\\%;|].*|[.]+|\\s.*|.*\\s");

  /** What else a comparison is with has no bearing on whether it can be read. */
  private static final Period SOME_PERIOD =
      new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));

  private final PlanReader plans;

  StrategyReader(PlanReader plans) {
    this.plans = plans;
  }

  /** Its first revision. */
  Strategy read(StrategyRequest asked, Instant now, String by) {
    PlanFields fields = plans.fields();
    String strategyId = strategyId(asked.strategyId(), fields);
    String title = fields.title(asked.title());
    String scope = fields.scope(asked.scope());
    List<Section> sections = fields.sections(asked.sections());
    Optional<Cadence> cadence = cadence(asked.cadence(), fields);
    fields.read(() -> plans.compared(asked.compareTo(), SOME_PERIOD));
    List<String> languages = fields.languages(asked.languages());
    List<String> recipients = fields.recipients(asked.recipients());
    List<String> reviewers = fields.reviewers(asked.reviewers());
    SortedMap<Section, String> template = template(asked.template(), sections, fields);
    fields.require();
    return new Strategy(
        strategyId,
        1,
        title,
        scope,
        sections,
        cadence.orElseThrow(),
        asked.compareTo(),
        languages,
        recipients,
        reviewers,
        template,
        !Boolean.FALSE.equals(asked.active()),
        now,
        by);
  }

  private static String strategyId(@Nullable String asked, PlanFields fields) {
    Violations violations = new Violations(Instant.EPOCH);
    violations.id("strategyId", asked);
    if (asked != null && (asked.equals(NEW) || NOT_IN_A_PATH.matcher(asked).matches())) {
      violations.broken(
          "strategyId",
          "must not be \"new\", nor dots, nor have blanks around it or one of / \\ % ; |");
    }
    fields.broken(violations);
    return Objects.requireNonNullElse(asked, "");
  }

  private static Optional<Cadence> cadence(
      StrategyRequest.@Nullable CadenceRequest asked, PlanFields fields) {
    if (asked == null) {
      fields.broken("cadence", "is required");
      return Optional.empty();
    }
    Optional<Cadence.Every> every = Cadence.Every.of(String.valueOf(asked.every()));
    if (every.isEmpty()) {
      fields.broken("cadence.every", "must be one of " + String.join(", ", Cadence.Every.labels()));
    }
    int most = every.orElse(Cadence.Every.YEAR).mostDays();
    int day = asked.day() == null ? 0 : asked.day();
    if (day < 1 || day > most) {
      fields.broken("cadence.day", "must be from 1 to " + most);
    }
    return every.map(one -> new Cadence(one, day));
  }

  /** Of sections that there are. */
  private static SortedMap<Section, String> template(
      @Nullable Map<String, String> asked, List<Section> sections, PlanFields fields) {
    SortedMap<Section, String> template = new TreeMap<>();
    Map<String, String> all = asked == null ? Map.of() : asked;
    all.forEach(
        (label, said) -> {
          String field = "template." + label.toLowerCase(Locale.ROOT);
          String text = said == null ? "" : said.strip();
          fields.text(field, text, LONGEST_TEXT);
          Optional<Section> section = fields.section(field, label);
          if (section.isPresent() && !sections.contains(section.get())) {
            fields.broken(field, "must be of a section that the report has");
          }
          section.filter(one -> !text.isEmpty()).ifPresent(one -> template.put(one, text));
        });
    return template;
  }
}
