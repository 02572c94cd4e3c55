package dev.barometer.complaint.draft;

import dev.barometer.complaint.rule.Rule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A draft that is tried out on what came in lately.
 *
 * @param base the revision of the rules that the draft was begun with
 * @param percent how much is read
 * @param problem why it ended without an outcome: {@code too-many} or {@code away}; null where it
 *     did not
 * @param outcome as JSON; null where there is none yet
 */
@Document("rule_trials")
record Trial(
    @Id String id,
    String actorId,
    int days,
    long base,
    List<Rule> rules,
    Instant begunAt,
    int percent,
    @Nullable String problem,
    @Nullable String outcome) {

  Trial {
    rules = List.copyOf(rules);
  }

  public boolean isOver() {
    return problem != null || outcome != null;
  }
}
