package dev.barometer.complaint.cases;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What people can do to a case, and when. */
public enum Move {
  ACKNOWLEDGE,
  ASSESS,
  ASSIGN,
  NOTE,
  MESSAGE,
  INVESTIGATE,
  WAIT,
  RESUME,
  RESPOND,
  WITHDRAW,
  MERGE,
  SPLIT,
  CLOSE,
  REOPEN,
  REVIEW;

  private static final Set<Move> WHILE_OPEN = EnumSet.of(ASSIGN, MESSAGE, WITHDRAW, MERGE, SPLIT);

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is open to people now. */
  public static Set<Move> openIn(Case here) {
    Set<Move> open = EnumSet.of(NOTE);
    Handling handling = here.handling();
    if (handling.mergedInto() != null) {
      return open;
    }
    if (here.isOver()) {
      open.add(REOPEN);
    } else {
      open.addAll(WHILE_OPEN);
      if (handling.waitingFor() != null) {
        open.add(RESUME);
        return open;
      }
    }
    switch (here.status()) {
      case RECEIVED -> open.add(ACKNOWLEDGE);
      case ACKNOWLEDGED -> open.addAll(EnumSet.of(ASSESS, WAIT));
      case ASSESSED -> open.addAll(EnumSet.of(ASSESS, INVESTIGATE, RESPOND, WAIT));
      case INVESTIGATING -> open.addAll(EnumSet.of(ASSESS, RESPOND, WAIT));
      case RESPONDED -> open.addAll(EnumSet.of(CLOSE, REOPEN, WAIT));
      case CLOSED -> {
        if (handling.reviewedBy() == null && handling.stageOf() == null) {
          open.add(REVIEW);
        }
      }
      case WITHDRAWN -> {
        // Only to be reopened.
      }
    }
    return open;
  }
}
