package dev.barometer.survey.bounce;

import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.kept.KeptRepository;
import dev.barometer.survey.person.PersonRepository;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.data.mongodb.core.MongoOperations;

/** What notes that mails came back, over a database. */
public final class BounceFixtures {
  private BounceFixtures() {}

  public static BouncePublisher publisher(
      MongoOperations mongo, InvitationPublisher publisher, Clock clock) {
    return new BouncePublisher(
        new InvitationRepository(mongo),
        publisher,
        new PersonRepository(mongo),
        new ErasedPeople(new PersonMarks(List.of(new byte[] {1}))),
        new KeptRepository(mongo),
        new SimpleMeterRegistry(),
        clock);
  }
}
