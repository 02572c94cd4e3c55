package dev.barometer.survey.asking;

import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationFilter;
import dev.barometer.survey.invitation.InvitationTally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What became of all that a campaign considered.
 *
 * @param steps of those who were asked, each with the share of them
 * @param notAsked by reason, in the order in which reasons apply, with the share of all
 */
record Funnel(long considered, List<Step> steps, List<Step> notAsked) {

  /**
   * So many of so many.
   *
   * @param id what the list of invitations calls it
   */
  record Step(String id, long count, long of) {

    public double percent() {
      return 100.0 * count / Math.max(of, 1);
    }

    /** The status by which the list of invitations shows them. */
    public String status() {
      return isBounced() ? InvitationDocument.CANCELLED : id;
    }

    /** The reason by which it does; null where any will do. */
    public @Nullable String reason() {
      return isBounced() ? id : null;
    }

    private boolean isBounced() {
      return id.equals(InvitationDocument.BOUNCED);
    }
  }

  static Funnel of(Collection<InvitationTally> tallies) {
    long considered = sum(tallies, one -> true);
    long asked = sum(tallies, one -> !is(one, InvitationDocument.SUPPRESSED));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(InvitationFilter.ASKED, asked, considered));
    steps.add(
        new Step(InvitationFilter.DELIVERED, sum(tallies, InvitationTally::delivered), asked));
    steps.add(
        new Step(
            InvitationDocument.BOUNCED,
            sum(
                tallies,
                one ->
                    is(one, InvitationDocument.CANCELLED)
                        && InvitationDocument.BOUNCED.equals(one.reason())),
            asked));
    steps.add(new Step(InvitationFilter.OPENED, sum(tallies, InvitationTally::opened), asked));
    steps.add(
        new Step(
            InvitationFilter.WAITING,
            sum(
                tallies,
                one -> is(one, InvitationDocument.ISSUED) || is(one, InvitationDocument.REMINDED)),
            asked));
    for (String end :
        List.of(
            InvitationDocument.ANSWERED,
            InvitationDocument.EXPIRED,
            InvitationDocument.CANCELLED)) {
      steps.add(new Step(end, sum(tallies, one -> is(one, end)), asked));
    }
    return new Funnel(considered, steps, notAsked(tallies, considered));
  }

  private static List<Step> notAsked(Collection<InvitationTally> tallies, long considered) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.id(), 0L);
    }
    for (InvitationTally one : tallies) {
      if (is(one, InvitationDocument.SUPPRESSED)) {
        counts.merge(Objects.requireNonNullElse(one.reason(), ""), one.count(), Long::sum);
      }
    }
    return counts.entrySet().stream()
        .filter(reason -> reason.getValue() > 0)
        .map(reason -> new Step(reason.getKey(), reason.getValue(), considered))
        .toList();
  }

  /** How many took a step. */
  long count(String step) {
    return steps.stream().filter(one -> one.id().equals(step)).mapToLong(Step::count).sum();
  }

  private static boolean is(InvitationTally one, String status) {
    return one.status().equals(status);
  }

  private static long sum(Collection<InvitationTally> tallies, Predicate<InvitationTally> which) {
    return tallies.stream().filter(which).mapToLong(InvitationTally::count).sum();
  }
}
