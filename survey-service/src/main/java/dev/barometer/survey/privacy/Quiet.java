package dev.barometer.survey.privacy;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.UnreachableAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether nothing happened of somebody for a while, by all that is held of him. */
final class Quiet {
  private static final Set<String> OVER = Set.of(Complaint.CLOSED, "withdrawn");

  private Quiet() {}

  /**
   * Whether all that is known of him happened before that, and nothing is still going on: an open
   * ticket or case, what is to be decided, something that has no time yet or one that is to come.
   * That he was not asked is no happening: what it was about is.
   */
  static boolean isSince(Instant then, PersonView held) {
    return held.pending().isEmpty()
        && held.tickets().stream().noneMatch(one -> one.status().equals(Ticket.OPEN))
        && held.complaints().stream().allMatch(one -> OVER.contains(one.status()))
        && held.lifecycle().stream().allMatch(one -> moments(one).findAny().isPresent())
        && moments(held).allMatch(at -> at.isBefore(then));
  }

  private static Stream<Instant> moments(PersonView held) {
    return Stream.of(
            known(held.optedOutAt()),
            held.asks().stream().map(Ask::at),
            held.unreachable().stream().map(UnreachableAddress::at),
            held.invitations().stream()
                .filter(one -> !one.status().equals(InvitationDocument.SUPPRESSED))
                .flatMap(
                    one ->
                        known(one.issuedAt(), one.deliveredAt(), one.openedAt(), one.answeredAt())),
            Stream.concat(held.answers().stream(), held.entered().stream())
                .flatMap(one -> known(one.submittedAt(), one.withdrawnAt())),
            held.tickets().stream()
                .flatMap(one -> known(one.openedAt(), one.resolvedAt(), one.closedAt())),
            held.lifecycle().stream().flatMap(Quiet::moments),
            held.unsent().stream().map(PersonView.HeldUnsent::at),
            held.setAside().stream().map(PersonView.HeldSetAside::at),
            held.complaints().stream().flatMap(one -> known(one.openedAt(), one.closedAt())))
        .flatMap(some -> some);
  }

  private static Stream<Instant> moments(PersonView.HeldSubject subject) {
    return Stream.concat(
        subject.milestones().stream().map(LifecycleSubject.Milestone::reachedAt),
        known(subject.completedAt(), subject.usedAt(), subject.renewsAt()));
  }

  private static Stream<Instant> known(@Nullable Instant... moments) {
    return Stream.of(moments).filter(Objects::nonNull);
  }
}
