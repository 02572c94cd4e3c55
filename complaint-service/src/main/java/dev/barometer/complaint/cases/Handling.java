package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.Clocks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far people have come with a case.
 *
 * @param receivedAt when Barometer took in what opened it; null for a case of before there were
 *     clocks
 * @param level who answers for it
 * @param assessedAs how bad a person judged it to be; null where nobody has yet
 * @param waitingFor whom one waits for; null where for nobody
 * @param withdrawnByHand whether a person withdrew it, so that nothing said later reopens it
 * @param repeated whether the same person had a case of the same matter before
 * @param closing how it ended; of one that was reopened, how it had ended
 * @param stageOf the case that this one reviews; null where it reviews none
 * @param reviewedBy the case that reviews this one
 * @param mergedInto the case that this one became a part of
 * @param moved what was taken to other cases
 * @param history the oldest entry first; empty where only a line of the case was read
 */
public record Handling(
    @Nullable Instant receivedAt,
    Clocks clocks,
    Level level,
    @Nullable Assignee assignee,
    boolean acknowledged,
    @Nullable Severity assessedAs,
    @Nullable String waitingFor,
    boolean withdrawnByHand,
    boolean repeated,
    @Nullable Closing closing,
    @Nullable Customer customer,
    @Nullable String stageOf,
    @Nullable String reviewedBy,
    @Nullable String mergedInto,
    List<Moved> moved,
    List<Entry> history) {

  /** Nobody has done anything yet. */
  static final Handling NONE =
      new Handling(
          null,
          Clocks.NONE,
          Level.AGENT,
          null,
          false,
          null,
          null,
          false,
          false,
          null,
          null,
          null,
          null,
          null,
          List.of(),
          List.of());

  public Handling {
    clocks = clocks == null ? Clocks.NONE : clocks;
    level = level == null ? Level.AGENT : level;
    moved = moved == null ? List.of() : List.copyOf(moved);
    history = history == null ? List.of() : List.copyOf(history);
  }

  Handling withHistory(List<Entry> entries) {
    return new Handling(
        receivedAt,
        clocks,
        level,
        assignee,
        acknowledged,
        assessedAs,
        waitingFor,
        withdrawnByHand,
        repeated,
        closing,
        customer,
        stageOf,
        reviewedBy,
        mergedInto,
        moved,
        entries);
  }

  /**
   * Whether all that came after an entry is what became of mails to the customer: whoever has read
   * the history that far decides by the same as whoever has read all of it.
   *
   * @param number of the last entry that somebody has read
   */
  public boolean isReadTo(int number) {
    return number >= 0 && history.stream().skip(number).allMatch(Entry::isOfAMailThatWent);
  }

  /** Whether somebody did something to it, but ask for its review. */
  public boolean hasHand(Actor actor) {
    return (assignee != null && assignee.actorId().equals(actor.id()))
        || history.stream()
            .filter(entry -> !entry.what().equals(What.REVIEW_REQUESTED))
            .anyMatch(entry -> actor.id().equals(entry.by()));
  }
}
