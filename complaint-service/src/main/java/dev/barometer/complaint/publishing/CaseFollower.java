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
   * @param changes of different cases, each the oldest of its case that nobody was told of yet
   * @throws RuntimeException where it cannot be done now: then it is asked again
   */
  void follow(List<Followed> changes);

  /**
   * The others were told of a change, and it left its document. It comes once: but not where the
   * process dies before it, and again where a lease was lost and the change had to be told again.
   */
  default void told(Followed change) {}

  /**
   * One change.
   *
   * @param current the case as it is by now, perhaps after further changes
   */
  record Followed(Case current, CaseEvent event) {

    /** What the history tells of this change alone. */
    public List<Entry> ownEntries() {
      Complaint.Handling handling = event.complaint().handling();
      Integer last = handling == null ? null : handling.historyLength();
      return last == null
          ? List.of()
          : entries().stream().filter(entry -> entry.number() <= last).toList();
    }

    /** What the history tells of this change and of those after it. */
    public List<Entry> entries() {
      Integer first = event.first();
      return first == null
          ? List.of()
          : current.handling().history().stream().filter(entry -> entry.number() >= first).toList();
    }
  }
}
