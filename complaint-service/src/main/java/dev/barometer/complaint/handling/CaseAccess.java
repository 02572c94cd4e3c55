package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Assignee;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Evidence;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who sees which case, and who may move it. Teams bound what somebody sees: cases of his teams,
 * those of no team, and those that were given to him.
 */
public final class CaseAccess {
  private final boolean hidesOwnRatings;

  /**
   * @param hidesOwnRatings whether an agent is not shown who rated him
   */
  public CaseAccess(boolean hidesOwnRatings) {
    this.hidesOwnRatings = hidesOwnRatings;
  }

  /** Whether he sees it at all; who does not is told that there is none. */
  public boolean sees(DeskMember member, Case shown) {
    return !isOwnRating(member, shown)
        && (!member.isBound() || isOfHisTeams(member, shown) || isHis(member, shown));
  }

  private static boolean isOfHisTeams(DeskMember member, Case shown) {
    String team = shown.context().team();
    return team == null || member.teams().contains(team);
  }

  public static boolean isHis(DeskMember member, Case shown) {
    Assignee assignee = shown.handling().assignee();
    return assignee != null && assignee.actorId().equals(member.actor().id());
  }

  /** Whether it is about him, who may not be shown that. */
  public boolean isOwnRating(DeskMember member, Case shown) {
    return hidesOwnRatings
        && member.isAgent()
        && Stream.concat(
                Stream.of(shown.context()), shown.evidence().stream().map(Evidence::context))
            .anyMatch(context -> isAbout(member, context.agent()));
  }

  private static boolean isAbout(DeskMember member, @Nullable String agent) {
    return agent != null && member.names().stream().anyMatch(agent::equalsIgnoreCase);
  }

  /**
   * Whether he may move it: the second stage is for whoever had no hand in the first.
   *
   * @param first the case that this one reviews; null where it reviews none
   */
  public static boolean mayMove(DeskMember member, @Nullable Case first) {
    return first == null || !first.handling().hasHand(member.actor());
  }

  boolean hidesOwnRatings() {
    return hidesOwnRatings;
  }
}
