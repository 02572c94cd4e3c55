package dev.barometer.complaint.publishing;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Level;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.clock.ClockName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Counts what happens to cases by their histories, once the others were told of it: so that what is
 * tried again counts once.
 */
@Component
class CaseMetrics implements CaseFollower {
  private static final String WHAT = "what";

  /** What people do, by what the history calls it. */
  private static final List<String> MOVES =
      List.of(
          What.OPENED,
          What.ACKNOWLEDGED,
          What.ASSESSED,
          What.ASSIGNED,
          What.NOTED,
          What.INVESTIGATING,
          What.WAITING,
          What.RESUMED,
          What.MESSAGE_SENT,
          What.RESPONDED,
          What.CLOSED,
          What.WITHDRAWN,
          What.REOPENED,
          What.MERGED,
          What.SPLIT,
          What.REVIEW_REQUESTED);

  private final MeterRegistry meters;
  private final Map<String, Counter> moved = new TreeMap<>();

  CaseMetrics(MeterRegistry meters) {
    this.meters = meters;
    opened(Case.BY_HAND);
    becameComplaint("not-in-time");
    for (String move : MOVES) {
      moved.put(
          move,
          Counter.builder("barometer.cases.moved")
              .description("what people did to cases")
              .tag("move", move)
              .register(meters));
    }
    for (ClockName clock : ClockName.values()) {
      struck(clock.label(), What.WARNED);
      struck(clock.label(), What.BREACHED);
    }
    for (Level level : Level.values()) {
      if (level != Level.AGENT) {
        escalated(level.label());
      }
    }
  }

  @Override
  public void follow(List<Followed> changes) {
    // Only what is done counts.
  }

  @Override
  public void told(Followed change) {
    change.ownEntries().forEach(entry -> count(change.current(), entry));
  }

  private void count(Case changed, Entry entry) {
    Map<String, String> details = entry.details();
    switch (entry.what()) {
      case What.OPENED -> opened(details.getOrDefault("rule", changed.rule())).increment();
      case What.BECAME_COMPLAINT ->
          becameComplaint(details.getOrDefault("because", "")).increment();
      case What.WARNED, What.BREACHED ->
          struck(details.getOrDefault("clock", ""), entry.what()).increment();
      case What.ESCALATED -> escalated(details.getOrDefault("level", "")).increment();
      default -> {
        // Counted below, where it is a person's.
      }
    }
    Counter move = entry.by() == null ? null : moved.get(entry.what());
    if (move != null) {
      move.increment();
    }
  }

  private Counter opened(String rule) {
    return Counter.builder("barometer.cases.opened")
        .description("cases, by the rule that opened them")
        .tag("rule", rule)
        .register(meters);
  }

  private Counter becameComplaint(String because) {
    return Counter.builder("barometer.cases.became-complaint")
        .description("grievances that became complaints")
        .tag("because", because)
        .register(meters);
  }

  private Counter struck(String clock, String what) {
    return Counter.builder("barometer.cases.struck")
        .description("clocks of cases that were warned of, or breached")
        .tag("clock", clock)
        .tag(WHAT, what)
        .register(meters);
  }

  private Counter escalated(String level) {
    return Counter.builder("barometer.cases.escalated")
        .description("cases that went up to a level")
        .tag("level", level)
        .register(meters);
  }
}
