package dev.barometer.survey.trigger;

import dev.barometer.contract.Topics;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.calendar.Calendars;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.Broker;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.occurrence.KnownComplaintRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.OccurrenceReader;
import dev.barometer.survey.person.PersonDueStore;
import dev.barometer.survey.person.PersonRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.mock.env.MockEnvironment;

/**
 * What asks people in one process: rooms and their timetable, over a database that others share.
 */
public final class AskingInstance implements AutoCloseable {
  private static final String STARTER = "dev.barometer.starter.";

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final Broker broker = Broker.thatAcknowledges();
  private final Queue<String> mails = new ConcurrentLinkedQueue<>();

  /**
   * @param more further types of the service that are to be there
   */
  public AskingInstance(MongoOperations mongo, Clock clock, Class<?>... more)
      throws ClassNotFoundException {
    this(mongo, clock, Duration.ZERO, Duration.ofMillis(5), more);
  }

  /**
   * @param settle how long what came together waits for the rest of it
   * @param lookEvery how often it looks what is due
   */
  AskingInstance(
      MongoOperations mongo, Clock clock, Duration settle, Duration lookEvery, Class<?>... more)
      throws ClassNotFoundException {
    TestPropertyValues.of(
            "barometer.timetable.look-every=" + lookEvery,
            "barometer.timetable.lease=30s",
            "barometer.timetable.retry.first-pause=1ms",
            "barometer.timetable.retry.longest-pause=1ms",
            "barometer.timetable.retry.most=1000")
        .applyTo(context);
    context.registerBean(MongoOperations.class, () -> mongo);
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(Troubles.class, Troubles::new);
    context.registerBean(
        FactPublisher.class,
        () ->
            broker.publisherTo(
                Topics.INVITATIONS,
                Topics.ERASURES,
                Topics.INBOUND_TICKETS,
                Topics.INBOUND_RESPONSES,
                Topics.INBOUND_LIFECYCLE,
                Topics.AUDIT));
    context.registerBean(
        LinkSecrets.class, () -> new LinkSecrets(List.of(new byte[] {1, 2, 3, 4})));
    PersonMarks marks = new PersonMarks(List.of(new byte[] {1, 2, 3, 4}));
    context.registerBean(PersonMarks.class, () -> marks);
    context.registerBean(ErasedPeople.class, () -> new ErasedPeople(marks));
    context.registerBean(AskingProperties.class, () -> new AskingProperties(settle));
    context.registerBean(BarometerProperties.class, AskingInstance::usual);
    context.registerBean(Calendars.class, () -> CampaignFixtures.CALENDARS);
    context.registerBean(OutboxSender.class, () -> new Post(mails));
    context.register(
        CampaignRepository.class,
        SurveyRepository.class,
        KnownTicketRepository.class,
        KnownComplaintRepository.class,
        KnownLifecycleRepository.class,
        OccurrenceReader.class,
        VerdictPublisher.class,
        ConsideringRunner.class,
        RequesterReader.class,
        ScheduleRunner.class,
        HandRunner.class,
        PersonRepository.class,
        PersonDueStore.class,
        InvitationRepository.class,
        InvitationPublisher.class,
        AskingRunner.class,
        Class.forName("dev.barometer.survey.invitation.InvitationRunner"));
    for (String configuration :
        ImportCandidates.load(
            org.springframework.boot.autoconfigure.AutoConfiguration.class,
            getClass().getClassLoader())) {
      if (configuration.startsWith(STARTER + "timetable")
          || configuration.startsWith(STARTER + "outbox")) {
        context.register(Class.forName(configuration));
      }
    }
    if (more.length > 0) {
      context.register(more);
    }
    context.refresh();
  }

  /** As the service is set where nothing is said. */
  public static BarometerProperties usual() {
    return Binder.get(new MockEnvironment().withProperty("barometer.service", "survey-service"))
        .bind("barometer", BarometerProperties.class)
        .get();
  }

  /** Takes all mail; nothing is ever sent. */
  private record Post(Queue<String> mails) implements OutboxSender {
    @Override
    public String kind() {
      return "invitation.mail";
    }

    @Override
    public Map<String, SendResult> send(List<OutboxEntry> entries) {
      Map<String, SendResult> results = new HashMap<>();
      for (OutboxEntry entry : entries) {
        mails.add(entry.body());
        results.put(entry.id(), SendResult.sent());
      }
      return results;
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> ObjectProvider<T> provider(Class<T> type) {
    return context.getBeanProvider(type);
  }

  public Broker broker() {
    return broker;
  }

  /** What went out, as invitation and number of the reminder. */
  public List<String> mails() {
    return List.copyOf(mails);
  }

  @Override
  public void close() {
    context.close();
  }
}
