package dev.barometer.complaint.draft;

import dev.barometer.complaint.rehearsal.DryRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What would have been, bounded whatever there was: of each rule the counts, and its newest few.
 *
 * @param complete whether all was read that there was
 * @param tried what the draft makes of it
 * @param standing what the rules that stand make of it
 * @param samples the newest of each rule, of both lists
 */
record TrialOutcome(
    Instant from,
    Instant asOf,
    boolean complete,
    int read,
    DryRun.Counts tried,
    DryRun.Counts standing,
    int added,
    int dropped,
    int changed,
    List<DryRun.Item> samples,
    List<DryRun.Item> lost) {
  private static final int MOST_OF_A_RULE = 5;
  private static final int MOST_LOST = 10;

  static TrialOutcome of(DryRun.Result result, Instant from, Instant asOf, boolean complete) {
    List<DryRun.Item> samples = new ArrayList<>();
    Map<String, Integer> of = new HashMap<>();
    for (DryRun.Item item : result.items()) {
      if (of.merge(item.rule(), 1, Integer::sum) <= MOST_OF_A_RULE) {
        samples.add(item);
      }
    }
    return new TrialOutcome(
        from,
        asOf,
        complete,
        result.read(),
        result.tried(),
        result.standing(),
        result.added(),
        result.dropped(),
        result.changed(),
        samples,
        result.lost().stream().limit(MOST_LOST).toList());
  }

  /** All that opened or would have opened something. */
  Set<String> rules() {
    Set<String> rules = new TreeSet<>(tried.byRule().keySet());
    rules.addAll(standing.byRule().keySet());
    return rules;
  }

  List<DryRun.Item> samplesOf(String rule) {
    return samples.stream().filter(one -> one.rule().equals(rule)).toList();
  }
}
