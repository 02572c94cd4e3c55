package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.EditionFixtures.BO;

import dev.barometer.contract.Topics;
import dev.barometer.contract.report.Report;
import dev.barometer.metrics.Observation;
import dev.barometer.reporting.ReportingProperties;
import dev.barometer.reporting.action.ReportedActionFixtures;
import dev.barometer.reporting.action.ReportedActionReader;
import dev.barometer.reporting.operating.GivenOperating;
import dev.barometer.reporting.operating.OperatingStore;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.reporting.score.GivenTallies;
import dev.barometer.reporting.score.PeriodTallies;
import dev.barometer.reporting.score.StoredPeriodTallies;
import dev.barometer.reporting.target.GivenTargets;
import dev.barometer.reporting.target.YardstickReader;
import dev.barometer.reporting.ticket.ReportedTicketRepository;
import dev.barometer.reporting.ticket.TicketCountRepository;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.progress.Standing;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.KafkaTemplate;

/** What handles reports in one process, with timetable and outbox as the service has them. */
public final class EditionInstance implements AutoCloseable {
  private static final String STARTER = "dev.barometer.starter.";
  private static final List<String> ROOMS = List.of("mail.", "outbox.", "timetable.");

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /** What takes all that is sent, and is never closed, as a broker is not by who sends to it. */
  public static MockProducer<byte[], byte[]> topic() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public void close() {}

      @Override
      public void close(Duration timeout) {}
    };
  }

  /** What the service has of others; no configuration that the whole service would find. */
  @EnableConfigurationProperties({
    BarometerProperties.class,
    ReportingProperties.class,
    LinkProperties.class
  })
  static class Surroundings {
    @Bean
    PeriodTallies tallies() {
      GivenTallies given = new GivenTallies(ZoneOffset.UTC);
      given.with(
          EditionFixtures.TEAM,
          Observation.volume("tickets-closed", EditionFixtures.FROM.plusSeconds(3_600)));
      return new StoredPeriodTallies(
          given, new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100)));
    }

    @Bean
    KeptPairs keptPairs() {
      return new KeptPairs(() -> Optional.of(List.of("team+priority")));
    }

    @Bean
    DueHandler collectReports(CollectRunner runner) {
      return new EditionConfiguration().collectReports(runner);
    }

    @Bean
    DueHandler tellOfReports(TellingRunner runner) {
      return new EditionConfiguration().tellOfReports(runner);
    }

    @Bean
    ApplicationRunner resumeReports(CollectRunner collecting, TellingRunner telling) {
      return new EditionConfiguration().resumeReports(collecting, telling);
    }

    @Bean
    TellingRunner tellingRunner(
        EditionRepository editions,
        FactPublisher facts,
        ObjectProvider<EditionFollower> followers,
        ObjectProvider<Timetable> timetable,
        Clock clock) {
      return new EditionConfiguration().tellingRunner(editions, facts, followers, timetable, clock);
    }

    @Bean
    CollectRunner collectRunner(
        EditionRepository editions,
        TellingRunner telling,
        InputsRepository inputs,
        BasisReader source,
        NotedTicketReader noted,
        ObjectProvider<Timetable> timetable,
        ParametersReader parameters,
        EditionMetrics metrics,
        Clock clock) {
      return new CollectRunner(
          editions,
          telling,
          inputs,
          source,
          noted,
          () -> {
            Instant now = clock.instant();
            return new Standing(now, true, Standing.State.CURRENT, now, 0);
          },
          timetable,
          parameters,
          metrics,
          clock);
    }
  }

  /**
   * Starts it.
   *
   * @param more registers what follows the editions
   */
  public EditionInstance(
      MongoOperations mongo,
      Clock clock,
      MockProducer<byte[], byte[]> topic,
      Consumer<AnnotationConfigApplicationContext> more,
      String... settings)
      throws Exception {
    TestPropertyValues.of(
            "barometer.timetable.look-every=2ms",
            "barometer.timetable.lease=10m",
            "barometer.timetable.retry.first-pause=1ms",
            "barometer.timetable.retry.longest-pause=10ms",
            "barometer.timetable.retry.most=1000",
            "barometer.outbox.retry.first-pause=1ms",
            "barometer.outbox.retry.longest-pause=10ms",
            "barometer.organisation.zone=UTC",
            "barometer.links.reporting=https://desk.example.org")
        .and(settings)
        .applyTo(context);
    context.registerBean(MongoOperations.class, () -> mongo);
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(Troubles.class, Troubles::new);
    context.registerBean(
        FactPublisher.class,
        () -> new FactPublisher(new KafkaTemplate<>(() -> topic), List.of(Topics.REPORTS)));
    var acts = topic();
    context.registerBean(
        AuditLog.class,
        () ->
            new AuditLog(
                new FactPublisher(new KafkaTemplate<>(() -> acts), List.of(Topics.AUDIT)),
                "reporting-service",
                clock));
    context.registerBean(OperatingStore.class, () -> GivenOperating.store(mongo));
    context.registerBean(YardstickReader.class, () -> GivenTargets.reader(mongo));
    context.registerBean(ReportedActionReader.class, () -> ReportedActionFixtures.reader(mongo));
    context.register(
        Surroundings.class,
        EditionRepository.class,
        EditionMetrics.class,
        InputsRepository.class,
        EditionPublisher.class,
        BasisReader.class,
        ParametersReader.class,
        TicketCountRepository.class,
        ReportedTicketRepository.class,
        NotedTicketReader.class,
        QuoteRepository.class);
    more.accept(context);
    for (String configuration :
        ImportCandidates.load(
            org.springframework.boot.autoconfigure.AutoConfiguration.class,
            getClass().getClassLoader())) {
      if (ROOMS.stream().anyMatch(room -> configuration.startsWith(STARTER + room))) {
        context.register(Class.forName(configuration));
      }
    }
    try {
      context.refresh();
      for (ApplicationRunner runner : context.getBeansOfType(ApplicationRunner.class).values()) {
        runner.run(new DefaultApplicationArguments());
      }
    } catch (Exception e) {
      context.close();
      throw e;
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public Edition plan() {
    return bean(EditionPublisher.class).plan(EditionFixtures.PLAN, ANN);
  }

  public Edition write(String id, String text) {
    return bean(EditionPublisher.class)
        .change(id, null, (edition, now) -> edition.written(Section.SLA, text, ANN, now));
  }

  public Edition submit(String id) {
    return bean(EditionPublisher.class)
        .change(id, null, (edition, now) -> edition.submitted(ANN, now));
  }

  public Edition giveBack(String id) {
    return bean(EditionPublisher.class)
        .change(
            id,
            null,
            (edition, now) ->
                edition.returned(List.of(new Edition.Remark(Section.SLA, "Why?")), BO, now));
  }

  public Edition approve(String id) {
    return bean(EditionPublisher.class)
        .change(id, null, (edition, now) -> edition.approved(BO, now));
  }

  public Edition publish(String id) {
    return bean(EditionPublisher.class).publish(id, null, BO);
  }

  public Edition correct(String id) {
    return bean(EditionPublisher.class).correct(id, "Seven came late.", BO);
  }

  public List<Edition> all() {
    return bean(EditionRepository.class).page(null, null, 100).items();
  }

  public @Nullable Edition find(String id) {
    return bean(EditionRepository.class).find(id).orElse(null);
  }

  /** Where an edition is not what it is made of. */
  public List<Difference> differences(Edition edition) {
    return bean(EditionPublisher.class).differencesFromInputs(edition);
  }

  /** What was told of one, in order. */
  public static List<Report> told(MockProducer<byte[], byte[]> topic, String id) {
    return topic.history().stream()
        .map(one -> FactJson.read(one.value(), Report.class))
        .filter(one -> one.reportId().equals(id))
        .toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
