package dev.barometer.survey.privacy;

import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.person.KnownAnswerRepository;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
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

  PersonReader(
      PersonRepository people,
      InvitationRepository invitations,
      KnownAnswerRepository answers,
      KnownTicketRepository tickets) {
    this.people = people;
    this.invitations = invitations;
    this.answers = answers;
    this.tickets = tickets;
  }

  /** Empty where nothing is held of him. */
  Optional<PersonView> find(String personId) {
    List<InvitationDocument> asked = invitations.ofPerson(personId);
    List<String> ids = asked.stream().map(InvitationDocument::id).toList();
    PersonView view =
        PersonView.of(
            people.find(personId).orElseGet(() -> Person.unknown(personId)),
            asked,
            answers.of(personId, ids),
            tickets.ofRequester(personId));
    return Optional.of(view).filter(one -> !one.saysNothing());
  }
}
