package dev.barometer.starter.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.patience.Watched;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.mongodb.core.MongoOperations;

/** Who asks for it gets it, with threads that look by themselves; nobody else does. */
class TimetableConfigurationTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final Queue<String> done = new ConcurrentLinkedQueue<>();
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  TimetableConfiguration.class,
                  configuration("dev.barometer.starter.outbox.OutboxConfiguration")))
          .withPropertyValues("barometer.timetable.look-every=50ms")
          .withBean(Clock.class, Clock::systemUTC)
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withBean(Troubles.class, Troubles::new);
  private final ApplicationContextRunner withDatabase =
      service.withBean(MongoOperations.class, DATABASE::mongo);

  private static Class<?> configuration(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void empty() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private DueHandler reminding() {
    return DueHandler.of("invitation.remind", due -> done.add(due.key()));
  }

  /** Sends nowhere but into a list. */
  private static final class Post implements OutboxSender {
    private final Queue<String> sent;

    Post(Queue<String> sent) {
      this.sent = sent;
    }

    @Override
    public String kind() {
      return "mail";
    }

    @Override
    public Map<String, SendResult> send(List<OutboxEntry> entries) {
      Map<String, SendResult> results = new HashMap<>();
      for (OutboxEntry entry : entries) {
        sent.add(entry.id());
        results.put(entry.id(), SendResult.sent());
      }
      return results;
    }
  }

  @Test
  void isNotThere_withoutADatabase() {
    service
        .withBean(DueHandler.class, this::reminding)
        .withBean(OutboxSender.class, () -> new Post(done))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(Timetable.class)
                    .doesNotHaveBean(Outbox.class));
  }

  @Test
  void isNotThere_whereNothingIsEverDue() {
    withDatabase.run(
        context ->
            assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(Timetable.class)
                .doesNotHaveBean(TimetableRunner.class));
    assertThat(DATABASE.mongo().getCollectionNames()).isEmpty();
  }

  @Test
  void doesWhatIsDue_byItself() {
    withDatabase
        .withBean(DueHandler.class, this::reminding)
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(Outbox.class);
              Timetable timetable = context.getBean(Timetable.class);
              timetable.schedule(
                  new Due("invitation.remind", "ann", Clock.systemUTC().instant().plusMillis(200)));

              Awaitility.await()
                  .atMost(SOON)
                  .untilAsserted(() -> assertThat(done).containsExactly("ann"));
              assertThat(context.getBean(Troubles.class).reasons()).isEmpty();
            });
  }

  @Test
  void sendsWhatIsAdded_withoutAHandlerOfItsOwn() {
    withDatabase
        .withBean(OutboxSender.class, () -> new Post(done))
        .run(
            context -> {
              context.getBean(Outbox.class).add(new OutboxEntry("ann", "mail", null, "Dear Ann"));

              Awaitility.await()
                  .atMost(SOON)
                  .untilAsserted(() -> assertThat(done).containsExactly("ann"));
            });
  }

  @Test
  void looksAgain_afterAnErrorHasEndedTheLooking() {
    boolean[] broken = {true};
    MortalMongo database =
        new MortalMongo(
            DATABASE.mongo(),
            (collection, operation) -> {
              if (broken[0] && Thread.currentThread().getName().equals("timetable")) {
                broken[0] = false;
                throw new MortalMongo.Killed();
              }
            });
    service
        .withBean(MongoOperations.class, database::operations)
        .withBean(DueHandler.class, this::reminding)
        .run(
            context -> {
              context
                  .getBean(Timetable.class)
                  .schedule(new Due("invitation.remind", "ann", Clock.systemUTC().instant()));

              Awaitility.await()
                  .atMost(SOON)
                  .untilAsserted(
                      () -> {
                        context.getBean(Watched.class).look();
                        assertThat(done).containsExactly("ann");
                      });
            });
  }

  @Test
  void saysSo_whenTwoHandleTheSame() {
    withDatabase
        .withBean("one", DueHandler.class, this::reminding)
        .withBean("two", DueHandler.class, this::reminding)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseMessage("two handlers of invitation.remind"));
  }
}
