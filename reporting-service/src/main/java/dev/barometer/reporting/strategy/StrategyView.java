package dev.barometer.reporting.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.reporting.edition.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A strategy as the API tells it: as it could have been asked for, and how it stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StrategyView(
    String strategyId,
    long revision,
    String title,
    String scope,
    List<String> sections,
    CadenceView cadence,
    @Nullable String compareTo,
    List<String> languages,
    List<String> recipients,
    List<String> reviewers,
    Map<String, String> template,
    boolean active,
    Instant changedAt,
    String changedBy,
    @Nullable Instant nextDue,
    @Nullable String lastReportId) {

  /** How often. */
  record CadenceView(String every, int day) {}

  /** As it is now. */
  static StrategyView of(KeptStrategy kept, @Nullable Instant nextDue) {
    return of(kept.strategy(), nextDue, kept.lastReport());
  }

  /** As it was. */
  static StrategyView of(Strategy version) {
    return of(version, null, null);
  }

  private static StrategyView of(
      Strategy one, @Nullable Instant nextDue, @Nullable String lastReport) {
    Map<String, String> template = new TreeMap<>();
    one.template().forEach((section, text) -> template.put(section.label(), text));
    return new StrategyView(
        one.strategyId(),
        one.revision(),
        one.title(),
        one.scope(),
        one.sections().stream().map(Section::label).toList(),
        new CadenceView(one.cadence().every().label(), one.cadence().day()),
        one.compareTo(),
        one.languages(),
        one.recipients(),
        one.reviewers(),
        template,
        one.active(),
        one.changedAt(),
        one.changedBy(),
        nextDue,
        lastReport);
  }
}
