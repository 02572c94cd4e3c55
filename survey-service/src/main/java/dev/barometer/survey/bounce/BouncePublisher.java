package dev.barometer.survey.bounce;

import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.survey.invitation.Bounce;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.kept.KeptRepository;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
import dev.barometer.survey.person.UnreachableAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Notes that something came back. What follows for the person is noted first, and the invitation
 * last: whoever dies in between is told again, by the report that still lies there, and does all of
 * it; of an invitation that has it noted nothing is done again but to tell how it stands.
 */
@Component
public class BouncePublisher {
  static final String KEPT = "bounced";

  private final InvitationRepository invitations;
  private final InvitationPublisher publisher;
  private final PersonRepository people;
  private final ErasedPeople erased;
  private final KeptRepository kept;
  private final MeterRegistry meters;
  private final Clock clock;

  BouncePublisher(
      InvitationRepository invitations,
      InvitationPublisher publisher,
      PersonRepository people,
      ErasedPeople erased,
      KeptRepository kept,
      MeterRegistry meters,
      Clock clock) {
    this.invitations = invitations;
    this.publisher = publisher;
    this.people = people;
    this.erased = erased;
    this.kept = kept;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Notes it, once.
   *
   * @param status as {@link Bounce#isStatus} wants it
   * @return how the invitation stands; empty where there is none that was sent
   */
  public Optional<InvitationDocument> note(
      String invitationId, String status, @Nullable String detail) {
    InvitationDocument before =
        invitations
            .find(invitationId)
            .filter(one -> !one.status().equals(InvitationDocument.SUPPRESSED))
            .orElse(null);
    if (before == null) {
      return Optional.empty();
    }
    Bounce bounce = new Bounce(status, detail, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (bounce.isLasting() && !before.isBounced()) {
      noteOfPerson(before, bounce);
    }
    AtomicBoolean isNew = new AtomicBoolean();
    Optional<InvitationDocument> standing =
        publisher.change(
            invitationId,
            one -> {
              Optional<InvitationDocument> after = one.bounced(bounce);
              isNew.set(after.isPresent());
              return after;
            });
    if (isNew.get()) {
      Counter.builder("barometer.mail.bounced")
          .description("Invitations that came back, for good or for now")
          .tag("kind", bounce.kind())
          .register(meters)
          .increment();
    }
    return standing;
  }

  private void noteOfPerson(InvitationDocument invitation, Bounce bounce) {
    String personId = invitation.personId();
    if (personId == null || erased.includes(personId)) {
      return;
    }
    String address = invitation.address();
    if (address != null && bounce.isOfAddress()) {
      kept.list(KEPT, Map.of(invitation.id(), bounce.at()));
      UnreachableAddress there =
          new UnreachableAddress(invitation.channel(), address, invitation.id(), bounce.at());
      people.change(personId, person -> person.unreachable(there));
    }
    if (!invitation.status().equals(InvitationDocument.ANSWERED)) {
      people.change(personId, person -> person.unasked(List.of(invitation.id())));
    }
  }

  /** That these came back was long ago: their addresses are tried again. */
  void forget(Collection<String> invitationIds) {
    Map<String, UnaryOperator<Person>> changes = new LinkedHashMap<>();
    for (InvitationDocument one : invitations.find(invitationIds).values()) {
      String personId = one.personId();
      if (personId != null) {
        changes.put(personId, person -> person.reachable(invitationIds));
      }
    }
    people.change(changes);
  }
}
