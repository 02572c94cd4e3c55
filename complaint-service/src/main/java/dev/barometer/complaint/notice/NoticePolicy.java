package dev.barometer.complaint.notice;

import dev.barometer.complaint.cases.Assignee;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Level;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.digest.Notice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of what in a history staff are told, and who they are. */
final class NoticePolicy {
  private static final Set<String> CONSEQUENCES = Set.of(What.ESCALATED, What.BECAME_COMPLAINT);

  private NoticePolicy() {}

  /** Whom something concerns. */
  enum Audience {
    ASSIGNEE,
    TEAM,
    TEAM_LEADS,
    MANAGERS
  }

  /**
   * What is to be told.
   *
   * @param assigneeId whose case it is by it; null where nobody's
   * @param by the id of who did it, and knows; null where nobody did
   */
  record Telling(
      Notice notice, Set<Audience> audience, @Nullable String assigneeId, @Nullable String by) {}

  /**
   * What there is to tell of some entries. What follows from another by rule, at the same moment
   * (that a case went up a level, that it became a complaint), is told with it.
   *
   * @param entries the last ones of the case's history
   */
  static List<Telling> of(Case about, List<Entry> entries) {
    List<Telling> all = new ArrayList<>();
    for (Entry entry : entries) {
      List<Entry> history = about.handling().history();
      if (!isConsequence(entry, history)) {
        List<Entry> group = group(entry, history);
        Set<Audience> audience = audience(about, group);
        if (!audience.isEmpty()) {
          all.add(new Telling(notice(about, group), audience, assignee(about, entry), entry.by()));
        }
      }
    }
    return all;
  }

  private static boolean isConsequence(Entry entry, List<Entry> history) {
    int before = entry.number() - 2;
    return before >= 0
        && entry.by() == null
        && CONSEQUENCES.contains(entry.what())
        && history.get(before).at().equals(entry.at());
  }

  private static List<Entry> group(Entry head, List<Entry> history) {
    int end = head.number();
    while (end < history.size() && isConsequence(history.get(end), history)) {
      end++;
    }
    return history.subList(head.number() - 1, end);
  }

  private static @Nullable String assignee(Case about, Entry entry) {
    if (entry.what().equals(What.ASSIGNED)) {
      return entry.details().get("to");
    }
    Assignee assignee = about.handling().assignee();
    return assignee == null ? null : assignee.id();
  }

  private static Set<Audience> audience(Case about, List<Entry> group) {
    Set<Audience> audience = EnumSet.noneOf(Audience.class);
    boolean owned = about.handling().assignee() != null;
    for (Entry entry : group) {
      switch (entry.what()) {
        case What.WARNED -> audience.add(owned ? Audience.ASSIGNEE : Audience.TEAM);
        case What.BREACHED, What.ESCALATED -> {
          if (owned) {
            audience.add(Audience.ASSIGNEE);
          }
          audience.add(upTo(about, group));
        }
        case What.ASSIGNED -> audience.add(Audience.ASSIGNEE);
        case What.BECAME_COMPLAINT -> audience.add(Audience.MANAGERS);
        case What.OPENED -> {
          if (about.kind().equals(Case.COMPLAINT) || about.severity() == Severity.SEVERE) {
            audience.add(Audience.MANAGERS);
          }
        }
        case What.ASSESSED -> {
          if (Severity.SEVERE.label().equals(entry.details().get("severity"))) {
            audience.add(Audience.MANAGERS);
          }
        }
        default -> {
          // Those who look at the case see it.
        }
      }
    }
    return audience;
  }

  /** Who answers for it now; a case that is at the top already stays there. */
  private static Audience upTo(Case about, List<Entry> group) {
    String level = level(group);
    String now = level == null ? about.handling().level().label() : level;
    return now.equals(Level.MANAGER.label()) ? Audience.MANAGERS : Audience.TEAM_LEADS;
  }

  private static @Nullable String level(List<Entry> group) {
    return group.stream()
        .map(entry -> entry.details().get("level"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Notice notice(Case about, List<Entry> group) {
    Entry head = group.get(0);
    return new Notice(
        about.caseId() + "-" + head.number(),
        head.what(),
        about.caseId(),
        head.at(),
        about.severity().label(),
        about.kind(),
        about.context().team(),
        level(group),
        head.details().get("clock"),
        about.handling().clocks().nextDue());
  }
}
