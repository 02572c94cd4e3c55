package dev.barometer.reporting.action;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How an action gets on: from where, and what that is called when it is done. */
enum Move {
  START(Step.What.STARTED, Set.of(Status.PLANNED)),
  FINISH(Step.What.FINISHED, Set.of(Status.RUNNING)),
  DROP(Step.What.DROPPED, Set.of(Status.PLANNED, Status.RUNNING)),
  REOPEN(Step.What.REOPENED, Set.of(Status.DONE, Status.DROPPED));

  private final Step.What what;
  private final Set<Status> from;

  Move(Step.What what, Set<Status> from) {
    this.what = what;
    this.from = from;
  }

  Step.What what() {
    return what;
  }

  boolean isOpenTo(Status status) {
    return from.contains(status);
  }

  /**
   * Where it leads.
   *
   * @param started whether the action ever started: what was dropped before is only planned again
   */
  Status to(boolean started) {
    return switch (this) {
      case START -> Status.RUNNING;
      case FINISH -> Status.DONE;
      case DROP -> Status.DROPPED;
      case REOPEN -> started ? Status.RUNNING : Status.PLANNED;
    };
  }

  /** The name as it travels. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Move> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Move::label).toList();
  }
}
