package dev.barometer.complaint.rehearsal;

import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.rule.EscalationPolicy;
import dev.barometer.complaint.rule.Verdict;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges responses by two lists of rules and tells the difference. Of each response its newest
 * revision counts, and only of those that match one of the lists anything is kept.
 */
public final class DryRun {
  private final EscalationPolicy tried;
  private final EscalationPolicy standing;
  private final Map<String, Match> matches = new HashMap<>();
  private int read;

  DryRun(EscalationPolicy tried, EscalationPolicy standing) {
    this.tried = tried;
    this.standing = standing;
  }

  /** A response that one of the lists makes a case of. */
  private record Match(
      String responseId,
      String matter,
      @Nullable String person,
      @Nullable String ticket,
      Instant at,
      @Nullable String team,
      @Nullable Verdict tried,
      @Nullable Verdict standing) {}

  /**
   * One response and what would become of it.
   *
   * @param standingRule by which rule that stands it becomes a case; null where by none
   */
  public record Item(
      String responseId,
      @Nullable String ticketId,
      String rule,
      String severity,
      Instant at,
      @Nullable String team,
      @Nullable String standingRule) {}

  /**
   * What a list makes of the responses.
   *
   * @param cases one ticket and one person make one
   */
  public record Counts(
      int responses, int cases, Map<String, Integer> byRule, Map<String, Integer> bySeverity) {}

  /**
   * What the lists make of them.
   *
   * @param read all of them
   * @param added responses that escalate by the tried list alone
   * @param dropped by the standing one alone
   * @param changed by both, with another rule or severity
   * @param items what escalates by the tried list, the newest first
   * @param lost what escalates by the standing one alone, the newest first; its rule is of that
   */
  public record Result(
      int read,
      Counts tried,
      Counts standing,
      int added,
      int dropped,
      int changed,
      List<Item> items,
      List<Item> lost) {}

  void take(String responseId, @Nullable Response response) {
    read++;
    Optional<Verdict> byTried =
        response == null ? Optional.empty() : tried.verdictOn(response).map(DryRun::wordless);
    Optional<Verdict> byStanding =
        response == null ? Optional.empty() : standing.verdictOn(response).map(DryRun::wordless);
    if (response == null || (byTried.isEmpty() && byStanding.isEmpty())) {
      matches.remove(responseId);
      return;
    }
    Respondent person = response.respondent();
    String personId = person == null ? null : person.id();
    String ticket = response.ticketId();
    String matter =
        ticket == null || personId == null ? "r\0" + responseId : "t\0" + ticket + "\0" + personId;
    matches.put(
        responseId,
        new Match(
            responseId,
            matter,
            personId,
            ticket,
            response.submittedAt(),
            response.context().team(),
            byTried.orElse(null),
            byStanding.orElse(null)));
  }

  /** Nobody reads here what anybody wrote. */
  private static Verdict wordless(Verdict verdict) {
    Complaint.Evidence said = verdict.said();
    return new Verdict(
        verdict.rule(),
        verdict.severity(),
        verdict.kind(),
        new Complaint.Evidence(
            said.responseId(), said.saidAt(), said.metric(), said.scale(), said.value(), null),
        verdict.ifRepeated());
  }

  int kept() {
    return matches.size();
  }

  Result result() {
    Map<String, Verdict> byTried = judged(Match::tried);
    Map<String, Verdict> byStanding = judged(Match::standing);
    List<Item> items =
        matches.values().stream()
            .filter(match -> byTried.containsKey(match.responseId))
            .sorted(Comparator.comparing(Match::at).reversed().thenComparing(Match::responseId))
            .map(match -> item(match, byTried, byStanding))
            .toList();
    List<Item> lost =
        matches.values().stream()
            .filter(match -> !byTried.containsKey(match.responseId))
            .sorted(Comparator.comparing(Match::at).reversed().thenComparing(Match::responseId))
            .map(match -> item(match, byStanding, byStanding))
            .toList();
    int both = 0;
    int changed = 0;
    for (Map.Entry<String, Verdict> one : byTried.entrySet()) {
      Verdict other = byStanding.get(one.getKey());
      if (other != null) {
        both++;
        changed += isAlike(one.getValue(), other) ? 0 : 1;
      }
    }
    return new Result(
        read,
        counts(byTried),
        counts(byStanding),
        byTried.size() - both,
        byStanding.size() - both,
        changed,
        items,
        lost);
  }

  private static boolean isAlike(Verdict one, Verdict other) {
    return one.rule().equals(other.rule()) && one.severity() == other.severity();
  }

  private static Item item(
      Match match, Map<String, Verdict> byTried, Map<String, Verdict> byStanding) {
    Verdict verdict = byTried.get(match.responseId);
    if (verdict == null) {
      throw new IllegalStateException("only what matches is an item");
    }
    Verdict now = byStanding.get(match.responseId);
    return new Item(
        match.responseId,
        match.ticket,
        verdict.rule(),
        verdict.severity().label(),
        match.at,
        match.team,
        now == null ? null : now.rule());
  }

  /** By the rules on repetition, too, as far as the earlier cases of a person are known here. */
  private Map<String, Verdict> judged(Function<Match, @Nullable Verdict> by) {
    Map<String, Map<String, Instant>> people = new HashMap<>();
    for (Match match : matches.values()) {
      if (by.apply(match) != null && match.person != null) {
        people
            .computeIfAbsent(match.person, person -> new HashMap<>())
            .merge(match.matter, match.at, (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    Map<String, Verdict> judged = new HashMap<>();
    for (Match match : matches.values()) {
      Verdict verdict = by.apply(match);
      if (verdict != null) {
        judged.put(match.responseId, verdict.after(others(match, people)));
      }
    }
    return judged;
  }

  private static Collection<Instant> others(Match match, Map<String, Map<String, Instant>> people) {
    Map<String, Instant> all =
        match.person == null ? Map.of() : people.getOrDefault(match.person, Map.of());
    List<Instant> others = new ArrayList<>();
    all.forEach(
        (matter, at) -> {
          if (!matter.equals(match.matter)) {
            others.add(at);
          }
        });
    return others;
  }

  private Counts counts(Map<String, Verdict> judged) {
    Set<String> cases = new HashSet<>();
    Map<String, Integer> byRule = new TreeMap<>();
    Map<String, Integer> bySeverity = new TreeMap<>();
    for (Severity severity : Severity.values()) {
      bySeverity.put(severity.label(), 0);
    }
    for (Match match : matches.values()) {
      Verdict verdict = judged.get(match.responseId);
      if (verdict != null) {
        cases.add(match.matter);
        byRule.merge(verdict.rule(), 1, Integer::sum);
        bySeverity.merge(verdict.severity().label(), 1, Integer::sum);
      }
    }
    return new Counts(judged.size(), cases.size(), byRule, bySeverity);
  }
}
