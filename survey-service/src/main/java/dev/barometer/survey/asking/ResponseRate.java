package dev.barometer.survey.asking;

import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Proportion;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationFilter;
import dev.barometer.survey.invitation.InvitationTally;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which share of those who were asked has answered, as scoring-service counts it: whoever was
 * called back is not in it, whoever may still answer is.
 *
 * @param metric what it is called elsewhere; it names what the share is of
 * @param answeredList what the list of invitations calls those who answered
 * @param ofList and those whom the share is of
 */
record ResponseRate(String metric, long answered, String answeredList, long of, String ofList) {

  static List<ResponseRate> of(Collection<InvitationTally> tallies) {
    List<InvitationTally> counted =
        tallies.stream().filter(one -> !is(one, InvitationDocument.SUPPRESSED)).toList();
    return List.of(
        rate(
            Metrics.RESPONSE_RATE.id(),
            counted,
            one -> true,
            InvitationDocument.ANSWERED,
            InvitationFilter.COUNTED),
        rate(
            Metrics.RESPONSE_RATE_DELIVERED.id(),
            counted,
            InvitationTally::delivered,
            InvitationFilter.ANSWERED_DELIVERED,
            InvitationFilter.COUNTED_DELIVERED));
  }

  private static ResponseRate rate(
      String metric,
      List<InvitationTally> asked,
      Predicate<InvitationTally> which,
      String answeredList,
      String ofList) {
    return new ResponseRate(
        metric,
        sum(asked, which.and(one -> is(one, InvitationDocument.ANSWERED))),
        answeredList,
        sum(asked, which.and(one -> !is(one, InvitationDocument.CANCELLED))),
        ofList);
  }

  /** Null where nobody was asked: of none there is no share. */
  public @Nullable Proportion share() {
    return of == 0 ? null : new Proportion(answered, of);
  }

  private static boolean is(InvitationTally one, String status) {
    return one.status().equals(status);
  }

  private static long sum(Collection<InvitationTally> some, Predicate<InvitationTally> which) {
    return some.stream().filter(which).mapToLong(InvitationTally::count).sum();
  }
}
