package dev.barometer.complaint.wording;

import dev.barometer.contract.rule.Violations;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes the lists of phrases, and writes down who did it, before it is done. */
@Component
class WordingPublisher {
  private final WordingRepository lists;
  private final AuditLog audit;

  WordingPublisher(WordingRepository lists, AuditLog audit) {
    this.lists = lists;
    this.audit = audit;
  }

  /**
   * All lists as they are then.
   *
   * @param wanted the revision that the change is meant for; null where any will do
   */
  WordingRepository.Kept change(@Nullable Long wanted, WordingLists asked) {
    Violations violations = asked.violations();
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
    while (true) {
      WordingRepository.Kept before = lists.find();
      IfMatch.require(wanted, before.revision());
      audit.record(
          "wording.changed",
          "complaint-wording",
          Map.of("languages", String.join(", ", asked.lists().keySet())));
      if (lists.put(before, asked)) {
        return new WordingRepository.Kept(before.revision() + 1, asked);
      }
    }
  }
}
