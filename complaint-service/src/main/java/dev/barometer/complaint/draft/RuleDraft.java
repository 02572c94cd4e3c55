package dev.barometer.complaint.draft;

import dev.barometer.complaint.rule.Rule;
import dev.barometer.complaint.rule.RuleList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The rules as one manager wants them; nothing of it is in force. What is taken down by hand stays
 * last whatever is done, and always on.
 *
 * @param number grows with each change
 * @param base the revision of the rules that it was begun with
 */
@Document("rule_drafts")
record RuleDraft(@Id String actorId, long number, long base, List<Rule> rules) {

  RuleDraft {
    rules = List.copyOf(rules);
  }

  static RuleDraft of(String actorId, RuleList standing) {
    return new RuleDraft(actorId, 0, standing.revision(), standing.rules());
  }

  /** As it was changed last, for what stands now. */
  RuleDraft over(long revision) {
    return new RuleDraft(actorId, number + 1, revision, rules);
  }

  /** With a rule one step further up or down, as far as that goes. */
  RuleDraft moved(String ruleId, boolean up) {
    List<Rule> next = new ArrayList<>(rules);
    int from = indexOf(ruleId);
    int to = up ? from - 1 : from + 1;
    if (from >= 0 && to >= 0 && to < next.size() && mayMove(from) && mayMove(to)) {
      Collections.swap(next, from, to);
    }
    return with(next);
  }

  private boolean mayMove(int index) {
    return !isByHand(rules.get(index));
  }

  static boolean isByHand(Rule rule) {
    return rule.on().equals(Rule.BY_HAND);
  }

  RuleDraft switched(String ruleId, boolean on) {
    return with(
        rules.stream()
            .map(one -> one.ruleId().equals(ruleId) && !isByHand(one) ? one.switched(on) : one)
            .toList());
  }

  RuleDraft without(String ruleId) {
    return with(
        rules.stream().filter(one -> isByHand(one) || !one.ruleId().equals(ruleId)).toList());
  }

  /**
   * Where a rule goes: in the place of another, or as the last before what is taken down by hand.
   */
  int placeOf(@Nullable String ruleId) {
    int found = ruleId == null ? -1 : indexOf(ruleId);
    return found >= 0 ? found : rules.size() - 1;
  }

  boolean has(@Nullable String ruleId) {
    return ruleId != null && indexOf(ruleId) >= 0;
  }

  private int indexOf(String ruleId) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).ruleId().equals(ruleId)) {
        return i;
      }
    }
    return -1;
  }

  RuleDraft with(List<Rule> next) {
    return new RuleDraft(actorId, number + 1, base, next);
  }
}
