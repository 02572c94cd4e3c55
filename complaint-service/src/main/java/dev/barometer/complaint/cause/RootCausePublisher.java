package dev.barometer.complaint.cause;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes the list of root causes, and writes down who did it, before it is done. */
@Component
class RootCausePublisher {
  private final RootCauseRepository causes;
  private final AuditLog audit;

  RootCausePublisher(RootCauseRepository causes, AuditLog audit) {
    this.causes = causes;
    this.audit = audit;
  }

  /**
   * The list as it stands then.
   *
   * @param wanted the revision that the change is meant for; null where any will do
   */
  RootCauses change(@Nullable Long wanted, List<RootCause> next) {
    RootCauses before = causes.get();
    IfMatch.require(wanted, before.revision());
    List<Violation> wrong = before.violations(next);
    if (!wrong.isEmpty()) {
      throw new InvalidRequestException(wrong);
    }
    if (next.equals(before.all())) {
      return before;
    }
    audit.record(
        "root-causes.changed", "root-causes", Map.of("causes", Integer.toString(next.size())));
    if (!causes.put(before, next)) {
      throw IfMatch.changed();
    }
    return new RootCauses(before.revision() + 1, next);
  }
}
