package dev.barometer.survey.privacy;

import dev.barometer.survey.answers.EnteringPublisher;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.occurrence.KnownComplaintRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.person.KnownAnswerRepository;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
import dev.barometer.survey.visitor.GivenRepository;
import dev.barometer.survey.visitor.SetAsideRepository;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gathers what is held of one person. */
@Component
class PersonReader {
  private final PersonRepository people;
  private final InvitationRepository invitations;
  private final KnownAnswerRepository answers;
  private final KnownTicketRepository tickets;
  private final KnownLifecycleRepository lifecycle;
  private final KnownComplaintRepository complaints;
  private final GivenRepository given;
  private final SetAsideRepository aside;
  private final EnteringPublisher entered;

  PersonReader(
      PersonRepository people,
      InvitationRepository invitations,
      KnownAnswerRepository answers,
      KnownTicketRepository tickets,
      KnownLifecycleRepository lifecycle,
      KnownComplaintRepository complaints,
      GivenRepository given,
      SetAsideRepository aside,
      EnteringPublisher entered) {
    this.people = people;
    this.invitations = invitations;
    this.answers = answers;
    this.tickets = tickets;
    this.lifecycle = lifecycle;
    this.complaints = complaints;
    this.given = given;
    this.aside = aside;
    this.entered = entered;
  }

  /** Empty where nothing is held of him. */
  Optional<PersonView> find(String personId) {
    List<InvitationDocument> asked = invitations.ofPerson(personId);
    List<String> ids = asked.stream().map(InvitationDocument::id).toList();
    PersonView view =
        PersonView.of(
            new PersonView.Held(
                people.find(personId).orElseGet(() -> Person.unknown(personId)),
                asked,
                answers.of(personId, ids),
                tickets.ofRequester(personId),
                lifecycle.ofPerson(personId),
                given.unsent(ids),
                aside.of(personId),
                entered.of(personId),
                complaints.ofPerson(personId)));
    return Optional.of(view).filter(one -> !one.saysNothing());
  }
}
