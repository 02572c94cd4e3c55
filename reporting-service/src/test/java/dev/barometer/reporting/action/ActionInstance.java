package dev.barometer.reporting.action;

import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.reporting.score.GivenTallies;
import dev.barometer.reporting.score.PeriodTallies;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.score.StoredPeriodTallies;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.mail.KeptMail;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

/** Actions in one process, with the outbox and the timetable as the service has them. */
final class ActionInstance implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String STARTER = "dev.barometer.starter.";
  private static final List<String> ROOMS = List.of("mail.", "outbox.", "timetable.");

  final GivenTallies tallies = new GivenTallies(ZoneOffset.UTC);
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final MongoOperations mongo = database.operations();
  final MovingClock clock = new MovingClock();
  final StaffDirectory staff = new StaffDirectory();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public void close(Duration timeout) {
          // The template closes after each send; the real factory's producers stay open.
        }
      };
  private final FactPublisher facts =
      new FactPublisher(
          new KafkaTemplate<>(new MockProducerFactory<>(() -> producer)),
          List.of(Topics.ACTIONS, Topics.AUDIT));
  private final OrganisationCalendar calendar =
      new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100));
  private final Outcomes outcomes =
      new Outcomes(new StoredPeriodTallies(tallies, calendar), calendar, 5);
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  final ActionRepository actions;
  final ActionPublisher publisher;
  final ActionTopicClient topic;
  final ReminderRunner reminders;

  ActionInstance() {
    TestPropertyValues.of(
            "barometer.timetable.look-every=5ms",
            "barometer.timetable.lease=30s",
            "barometer.mail.kept=true",
            "barometer.outbox.retry.first-pause=1ms",
            "barometer.outbox.retry.longest-pause=10ms")
        .applyTo(context);
    staff.learn(
        new StaffMember(
            "bo",
            1,
            "Bo",
            "bo@example.org",
            "ko",
            "agent",
            List.of(),
            true,
            ActionFixtures.AT,
            null));
    staff.complete();
    context.registerBean(MongoOperations.class, () -> mongo);
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(Troubles.class, Troubles::new);
    context.registerBean(FactPublisher.class, () -> facts);
    context.registerBean(StaffDirectory.class, () -> staff);
    context.registerBean(Outcomes.class, () -> outcomes);
    context.registerBean(OrganisationDays.class, () -> new OrganisationDays(ZoneOffset.UTC));
    context.registerBean(
        LinkProperties.class,
        () -> new LinkProperties("https://barometer.example.org", "", "", ""));
    context.registerBean(AuditLog.class, () -> new AuditLog(facts, "reporting-service", clock));
    context.register(
        ActionRepository.class,
        BaselineRepository.class,
        ActionTopicClient.class,
        ReminderMailClient.class,
        ReminderRunner.class,
        ActionPublisher.class);
    ActionConfiguration handlers = new ActionConfiguration();
    context.registerBean(
        "tell",
        DueHandler.class,
        () -> handlers.tellOfActions(context.getBean(ActionTopicClient.class)));
    context.registerBean(
        "soon",
        DueHandler.class,
        () -> handlers.remindWeekBefore(context.getBean(ReminderRunner.class)));
    context.registerBean(
        "today",
        DueHandler.class,
        () -> handlers.remindOnTheDay(context.getBean(ReminderRunner.class)));
    for (String configuration :
        ImportCandidates.load(
            org.springframework.boot.autoconfigure.AutoConfiguration.class,
            getClass().getClassLoader())) {
      if (ROOMS.stream().anyMatch(room -> configuration.startsWith(STARTER + room))) {
        context.register(type(configuration));
      }
    }
    context.refresh();
    actions = context.getBean(ActionRepository.class);
    publisher = context.getBean(ActionPublisher.class);
    topic = context.getBean(ActionTopicClient.class);
    reminders = context.getBean(ReminderRunner.class);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Time that goes when a test says so. */
  static final class MovingClock extends Clock {
    private volatile Instant now = ActionFixtures.AT;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("instants only");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  void at(Instant now) {
    clock.now = now;
  }

  Outcome outcome(Action action, LocalDate until) {
    return outcomes.of(
        action.goal(),
        context.getBean(BaselineRepository.class).get(action.frozen().baselineId()),
        action.frozen().weeksAfter(),
        until.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  OutcomeReader outcomes() {
    PeriodTallies stored = new StoredPeriodTallies(tallies, calendar);
    ScoreQueries queries =
        new ScoreQueries(stored, calendar, clock, new KeptPairs(Optional::empty), 5);
    return new OutcomeReader(
        context.getBean(BaselineRepository.class),
        outcomes,
        queries,
        calendar,
        new OrganisationDays(ZoneOffset.UTC),
        clock::instant,
        clock);
  }

  ActionRequestReader requests() {
    return new ActionRequestReader(staff, new KeptPairs(Optional::empty), clock);
  }

  ActionPageReader pages() {
    return new ActionPageReader(
        actions, outcomes(), staff, new OrganisationDays(ZoneOffset.UTC), clock);
  }

  /** What the topic was told, once it was told so much. */
  List<ImprovementAction> told(int many) {
    await().atMost(LIMIT).until(() -> records().size() >= many);
    return records().stream()
        .map(record -> FactJson.read(record.value(), ImprovementAction.class))
        .toList();
  }

  List<String> types() {
    return records().stream()
        .map(
            record ->
                new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<ProducerRecord<byte[], byte[]>> records() {
    return producer.history().stream()
        .filter(record -> record.topic().equals(Topics.ACTIONS))
        .toList();
  }

  /** As if the process had died before it noted what it did. */
  void putBack(Action action) {
    ActionRepository.Unsent one = ActionRepository.Unsent.of(action);
    mongo
        .getCollection(ActionRepository.COLLECTION)
        .updateOne(
            new Document("_id", action.actionId()),
            new Document(
                "$push",
                new Document(
                    "unsent",
                    new Document("revision", one.revision())
                        .append("type", one.type())
                        .append(
                            "json",
                            new String(FactJson.write(one.told()), StandardCharsets.UTF_8)))));
  }

  /** Waits until nothing is left to be told of it. */
  void awaitTold(String actionId) {
    await().atMost(LIMIT).until(() -> actions.unsent(actionId).isEmpty());
  }

  long baselines() {
    return mongo.getCollection("action_baselines").countDocuments();
  }

  /** The mails there are, once there are so many. */
  List<KeptMail> mails(int many) {
    KeptMailRepository kept = context.getBean(KeptMailRepository.class);
    await().atMost(LIMIT).until(() -> kept.page(null, 10).items().size() >= many);
    return kept.page(null, 10).items();
  }

  Timetable timetable() {
    return context.getBean(Timetable.class);
  }

  /** Waits until all that was due of it is done. */
  void awaitReminders(String actionId) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                timetable().find(ReminderRunner.SOON, actionId).isEmpty()
                    && timetable().find(ReminderRunner.TODAY, actionId).isEmpty());
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
