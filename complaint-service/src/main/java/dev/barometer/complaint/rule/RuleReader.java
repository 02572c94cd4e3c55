package dev.barometer.complaint.rule;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The rules as they stand, and as they stood. */
@Component
public class RuleReader {
  private final RuleRepository repository;

  /** Lists never change, and one is small. */
  private final Map<Long, EscalationPolicy> policies = new ConcurrentHashMap<>();

  RuleReader(RuleRepository repository) {
    this.repository = repository;
  }

  /** The rules of now and of before. */
  public interface RuleBook {
    /**
     * By which rules something is judged that came in then: whoever reads it again, at any time,
     * comes to the same.
     */
    EscalationPolicy at(Instant takenIn);
  }

  /** What a batch is judged by: one read by id. */
  public RuleBook book() {
    RuleRepository.Head head = repository.head();
    return takenIn -> {
      RuleRepository.Standing found = head.lists().get(0);
      for (RuleRepository.Standing one : head.lists()) {
        if (!one.since().isAfter(takenIn)) {
          found = one;
        }
      }
      return policy(found);
    };
  }

  private EscalationPolicy policy(RuleRepository.Standing standing) {
    return policies.computeIfAbsent(
        standing.revision(), revision -> new EscalationPolicy(repository.list(standing)));
  }

  /** The list that stands. */
  public RuleList now() {
    return repository.list(repository.head().last());
  }
}
