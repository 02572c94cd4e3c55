package dev.barometer.complaint.publishing;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.contract.fact.Complaint;
import java.util.List;

/**
 * Does what follows from changes of cases: sets clocks, writes to people. It is asked before the
 * others are told of a change, and again where a process dies in between: whatever it does is done
 * under a name that is derived from the change, so that it is done once.
 */
public interface CaseFollower {

  /**
   * @param changes of different cases, each with all that nobody was told of yet
   * @throws RuntimeException where it cannot be done now: then it is asked again
   */
  void follow(List<Followed> changes);

  /**
   * The others were told of changes, and they left their document. It comes once: but not where the
   * process dies before it, and again where a lease was lost and they had to be told again.
   */
  default void told(Followed change) {}

  /**
   * One case, and what changed of it.
   *
   * @param current the case as it is by now, perhaps after further changes
   * @param events the oldest first, at least one
   */
  record Followed(Case current, List<CaseEvent> events) {
    public Followed {
      events = List.copyOf(events);
    }

    public CaseEvent oldest() {
      return events.get(0);
    }

    public CaseEvent newest() {
      return events.get(events.size() - 1);
    }

    /** What the history tells of these changes alone. */
    public List<Entry> ownEntries() {
      Complaint.Handling handling = newest().complaint().handling();
      Integer last = handling == null ? null : handling.historyLength();
      return last == null
          ? List.of()
          : entries().stream().filter(entry -> entry.number() <= last).toList();
    }

    /** What the history tells of these changes and of those after them. */
    public List<Entry> entries() {
      Integer first = oldest().first();
      return first == null
          ? List.of()
          : current.handling().history().stream().filter(entry -> entry.number() >= first).toList();
    }
  }
}
