package dev.barometer.survey.privacy;

import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.answers.EnteringPublisher;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.occurrence.KnownComplaintRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.person.ErasurePublisher;
import dev.barometer.survey.person.KnownAnswerRepository;
import dev.barometer.survey.person.PersonDueStore;
import dev.barometer.survey.person.PersonRepository;
import dev.barometer.survey.visitor.GivenRepository;
import dev.barometer.survey.visitor.SetAsideRepository;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Erases people. It is due first, then told to all instances, then done: whoever dies in the middle
 * leaves it to the timetable. It is looked again, until nothing is found, for what was under way
 * meanwhile. Done twice, it finds nothing more to do.
 */
@Component
class ErasingRunner implements DueHandler {
  /** That the mark of somebody, which is its key, is not needed any more. */
  static final String TAKE_IN = "person.take-in";

  private static final String KIND = "person.erase";

  /** What is due of one person; that he stops is due for a minute at most, under a drawn key. */
  private static final List<String> HIS = List.of("person.decide", "person.stop");

  private final ErasurePublisher erasures;
  private final PersonRepository people;
  private final KnownAnswerRepository answers;
  private final KnownTicketRepository tickets;
  private final KnownLifecycleRepository lifecycle;
  private final KnownComplaintRepository complaints;
  private final SetAsideRepository aside;
  private final EnteringPublisher entered;
  private final InvitationRepository invitations;
  private final InvitationPublisher publisher;
  private final GivenRepository given;
  private final KeptMailRepository mails;
  private final PersonDueStore dues;
  private final ObjectProvider<Timetable> timetable;
  private final PrivacyProperties settings;
  private final Counter erased;
  private final Clock clock;

  ErasingRunner(
      ErasurePublisher erasures,
      PersonRepository people,
      KnownAnswerRepository answers,
      KnownTicketRepository tickets,
      KnownLifecycleRepository lifecycle,
      KnownComplaintRepository complaints,
      SetAsideRepository aside,
      EnteringPublisher entered,
      InvitationRepository invitations,
      InvitationPublisher publisher,
      GivenRepository given,
      KeptMailRepository mails,
      PersonDueStore dues,
      ObjectProvider<Timetable> timetable,
      PrivacyProperties settings,
      MeterRegistry meters,
      Clock clock) {
    this.erasures = erasures;
    this.people = people;
    this.answers = answers;
    this.tickets = tickets;
    this.lifecycle = lifecycle;
    this.complaints = complaints;
    this.aside = aside;
    this.entered = entered;
    this.invitations = invitations;
    this.publisher = publisher;
    this.given = given;
    this.mails = mails;
    this.dues = dues;
    this.timetable = timetable;
    this.settings = settings;
    this.erased =
        Counter.builder("barometer.people.erased")
            .description("people who were erased, those who were so before counted again")
            .register(meters);
    this.clock = clock;
  }

  /** For good. Returns when it cannot be forgotten any more, and most of it is done. */
  void erase(String personId) {
    dues.keysOf(personId).forEach(key -> timetable.getObject().cancel(TAKE_IN, key));
    eraseNow(personId);
  }

  /** The same, and from then on whoever comes with this id is somebody new. */
  void eraseUntil(String personId, Instant then) {
    timetable.getObject().schedule(new Due(TAKE_IN, dues.keyOf(personId), then));
    eraseNow(personId);
  }

  private void eraseNow(String personId) {
    schedule(personId);
    erasures.announce(personId, now());
    eraseWhatIsFound(personId);
    erased.increment();
  }

  private void schedule(String personId) {
    Instant next = now().plus(settings.lookAgain());
    timetable.getObject().schedule(dues.at(KIND, personId, next));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    for (Due one : due) {
      String personId = PersonDueStore.personOf(one);
      erasures.announce(personId, now());
      if (eraseWhatIsFound(personId)) {
        schedule(personId);
      }
    }
    return Map.of();
  }

  /**
   * Invitations go last: they lead to what else is his. Answers and tickets are gone from here when
   * the gates have told so.
   *
   * @return whether there was anything
   */
  private boolean eraseWhatIsFound(String personId) {
    List<InvitationDocument> asked = invitations.ofPerson(personId);
    List<String> ids = asked.stream().map(InvitationDocument::id).toList();
    List<Response> said = answers.of(personId, ids);
    List<Ticket> wanted = tickets.ofRequester(personId);
    List<LifecycleSubject> subjects = lifecycle.ofPerson(personId);
    boolean wasKnown = people.delete(personId);
    for (String kind : HIS) {
      dues.keysOf(personId).forEach(key -> timetable.getObject().cancel(kind, key));
    }
    erasures.eraseAnswers(said);
    erasures.eraseRequesters(wanted);
    erasures.eraseSubjects(subjects);
    given.forget(ids);
    aside.forget(ids);
    aside.forgetOf(personId);
    entered.forgetOf(personId);
    mails.forget(ids);
    publisher.erase(asked);
    // What came in while they went leads to nobody any more: it is looked for once more.
    given.forget(ids);
    aside.forget(ids);
    aside.forgetOf(personId);
    mails.forget(ids);
    complaints.forgetPerson(personId);
    return wasKnown
        || !asked.isEmpty()
        || !said.isEmpty()
        || !wanted.isEmpty()
        || !subjects.isEmpty();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
