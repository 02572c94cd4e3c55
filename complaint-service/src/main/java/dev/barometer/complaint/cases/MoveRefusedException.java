package dev.barometer.complaint.cases;

import java.util.Set;
import java.util.stream.Collectors;

/** A move that is not open in the case as it stands. */
public final class MoveRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<Move> open;

  MoveRefusedException(Move asked, Case here) {
    super(
        "A case that is "
            + here.status().label()
            + (here.handling().waitingFor() == null ? "" : " and waits")
            + " cannot be moved by "
            + asked.label()
            + "; open are "
            + labels(Move.openIn(here)));
    this.open = Move.openIn(here);
  }

  private static String labels(Set<Move> moves) {
    return moves.stream().map(Move::label).collect(Collectors.joining(", "));
  }

  public Set<Move> open() {
    return open;
  }
}
