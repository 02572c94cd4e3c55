package dev.barometer.survey.asking;

import dev.barometer.contract.survey.Question;
import dev.barometer.metrics.Change;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Proportion;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationFilter;
import dev.barometer.survey.invitation.InvitationTally;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether those who answered only after a reminder answered otherwise than those who did before:
 * who answers late is more like who does not answer (Armstrong, Overton: Estimating Nonresponse
 * Bias in Mail Surveys, Journal of Marketing Research 14, 1977).
 *
 * @param state {@code none}: nobody answered after a reminder; {@code few}: one of the groups is
 *     under the minimum n, and neither is told, because all together are told elsewhere; {@code
 *     strict}: small differences are protected, and these change with each answer; {@code compared}
 */
record LateAnswers(String state, Group early, Group late) {
  private static final String COMPARED = "compared";

  /**
   * One of the two.
   *
   * @param id what the list of invitations calls it
   * @param rated how many answered the question
   * @param positive null where it is not told
   */
  record Group(
      String id,
      long answered,
      long rated,
      @Nullable Proportion positive,
      @Nullable Proportion negative) {

    private static Group of(String id, List<InvitationTally> answered, Question question) {
      List<InvitationTally> rated =
          answered.stream()
              .filter(one -> one.rating() != null && one.rating().isOf(question))
              .toList();
      long n = sum(rated);
      return new Group(
          id,
          sum(answered),
          n,
          share(rated, PointClass.POSITIVE, n),
          share(rated, PointClass.NEGATIVE, n));
    }

    private static @Nullable Proportion share(
        List<InvitationTally> rated, PointClass pointClass, long n) {
      String label = pointClass.label();
      List<InvitationTally> those =
          rated.stream()
              .filter(one -> one.rating() != null && one.rating().answerClass().equals(label))
              .toList();
      return n == 0 ? null : new Proportion(sum(those), n);
    }

    private Group hidden() {
      return new Group(id, answered, rated, null, null);
    }
  }

  /**
   * @param question which is compared; answers to another, of an older version, are left out
   * @param minimumN under which nothing is told
   * @param strict whether numbers that change with each answer are not told at all
   */
  static LateAnswers of(
      Collection<InvitationTally> tallies, Question question, int minimumN, boolean strict) {
    List<InvitationTally> answered =
        tallies.stream().filter(one -> one.status().equals(InvitationDocument.ANSWERED)).toList();
    Group early =
        Group.of(
            InvitationFilter.ANSWERED_EARLY,
            answered.stream().filter(one -> !one.reminded()).toList(),
            question);
    Group late =
        Group.of(
            InvitationFilter.ANSWERED_LATE,
            answered.stream().filter(InvitationTally::reminded).toList(),
            question);
    String state = state(early, late, minimumN, strict);
    return state.equals(COMPARED)
        ? new LateAnswers(state, early, late)
        : new LateAnswers(state, early.hidden(), late.hidden());
  }

  private static String state(Group early, Group late, int minimumN, boolean strict) {
    if (late.answered() == 0) {
      return "none";
    }
    if (strict) {
      return "strict";
    }
    return Math.min(early.rated(), late.rated()) < minimumN ? "few" : COMPARED;
  }

  public boolean isCompared() {
    return state.equals(COMPARED);
  }

  /** How many percentage points more are positive among the late; null where nothing differs. */
  public @Nullable Change positive() {
    return change(early.positive(), late.positive());
  }

  public @Nullable Change negative() {
    return change(early.negative(), late.negative());
  }

  private static @Nullable Change change(@Nullable Proportion from, @Nullable Proportion to) {
    return from == null || to == null ? null : from.changeTo(to).orElse(null);
  }

  private static long sum(List<InvitationTally> some) {
    return some.stream().mapToLong(InvitationTally::count).sum();
  }
}
