package dev.barometer.survey.visitor;

import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Stops asking somebody: nothing new is asked, and what is open is called back. It is due first and
 * done at once: whoever dies in the middle leaves it to the timetable.
 */
@Component
public class StoppingRunner implements DueHandler {
  static final String OPTED_OUT = Verdict.OPTED_OUT.id();

  private static final String KIND = "person.stop";
  private static final Duration IF_NOBODY_DID = Duration.ofMinutes(1);

  private final InvitationPublisher publisher;
  private final PersonRepository people;
  private final ObjectProvider<Timetable> timetable;
  private final Counter stopped;
  private final Clock clock;

  StoppingRunner(
      InvitationPublisher publisher,
      PersonRepository people,
      ObjectProvider<Timetable> timetable,
      MeterRegistry meters,
      Clock clock) {
    this.publisher = publisher;
    this.people = people;
    this.timetable = timetable;
    this.stopped =
        Counter.builder("barometer.people.opted-out")
            .description("people who do not want to be asked, who said so before counted again")
            .register(meters);
    this.clock = clock;
  }

  /** Returns when nothing of him is open any more. */
  public void stop(String personId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // Each call has its own: of two at once neither takes away what stands for the other.
    Due ifNobodyDid =
        new Due(KIND, UUID.randomUUID().toString(), now.plus(IF_NOBODY_DID), personId);
    timetable.getObject().schedule(ifNobodyDid);
    callBack(people.change(personId, person -> person.optedOut(now)));
    timetable.getObject().cancel(KIND, ifNobodyDid.key());
    stopped.increment();
  }

  /** What is open of somebody who is not to be asked; of others nothing. */
  private void callBack(Person person) {
    if (person.optedOutAt() != null) {
      person.asks().stream().map(Ask::invitationId).forEach(this::callBack);
    }
  }

  void callBack(String invitationId) {
    publisher.callBack(invitationId, OPTED_OUT);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    people
        .find(due.stream().map(StoppingRunner::personId).distinct().toList())
        .values()
        .forEach(this::callBack);
    return Map.of();
  }

  /** It was the key before each call had its own. */
  private static String personId(Due due) {
    return due.data().isEmpty() ? due.key() : due.data();
  }
}
