package dev.barometer.survey.anonymous;

import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.SpentLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The answers to one version of an anonymous survey, of one campaign, that are still to be counted,
 * and the marks of the links by which they came. Both are in one document, so that who answered is
 * noted with his answer or not at all; each is sorted by what was drawn or hashed, so that they
 * stand in no order that came about by answering.
 *
 * @param version grows with each change; 0 where nothing is stored yet
 * @param spent the marks of the links of those who wait
 * @param waiting what they answered
 * @param leavingOn the day on which some are counted; null where none are just leaving
 * @param leavingSpent of those who are just leaving
 * @param leaving what they answered
 */
@Document(SpentLink.BOXES)
record Box(
    @Id String id,
    long version,
    String campaignId,
    String surveyId,
    int surveyVersion,
    List<String> spent,
    List<Ballot> waiting,
    @Nullable Instant leavingOn,
    List<String> leavingSpent,
    List<Ballot> leaving) {

  Box {
    spent = spent == null ? List.of() : List.copyOf(spent);
    waiting = waiting == null ? List.of() : List.copyOf(waiting);
    leavingSpent = leavingSpent == null ? List.of() : List.copyOf(leavingSpent);
    leaving = leaving == null ? List.of() : List.copyOf(leaving);
  }

  /** The one that an invitation's answer goes to, before there is any. */
  static Box emptyFor(InvitationDocument invitation) {
    return new Box(
        SpentLink.boxOf(invitation),
        0,
        invitation.campaignId(),
        invitation.surveyId(),
        invitation.surveyVersion(),
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of());
  }

  boolean holds(String mark) {
    return spent.contains(mark) || leavingSpent.contains(mark);
  }

  /** Roughly how much waits. */
  int size() {
    return waiting.stream().mapToInt(Ballot::size).sum();
  }

  /** With one answer more. */
  Box with(String mark, Ballot ballot) {
    return new Box(
        id,
        version + 1,
        campaignId,
        surveyId,
        surveyVersion,
        sorted(spent, mark, Comparator.naturalOrder()),
        sorted(waiting, ballot, Comparator.comparing(Ballot::responseId)),
        leavingOn,
        leavingSpent,
        leaving);
  }

  private static <T> List<T> sorted(Collection<T> some, T more, Comparator<T> order) {
    List<T> all = new ArrayList<>(some);
    all.add(more);
    all.sort(order);
    return all;
  }

  /** All that wait begin to leave. */
  Box leaving(Instant day) {
    return new Box(
        id,
        version + 1,
        campaignId,
        surveyId,
        surveyVersion,
        List.of(),
        List.of(),
        day,
        spent,
        waiting);
  }

  /** All that were leaving have left. */
  Box left() {
    return new Box(
        id,
        version + 1,
        campaignId,
        surveyId,
        surveyVersion,
        spent,
        waiting,
        null,
        List.of(),
        List.of());
  }
}
