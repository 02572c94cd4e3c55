package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.EditionFixtures.BO;
import static dev.barometer.reporting.edition.EditionFixtures.FROM;
import static dev.barometer.reporting.edition.EditionFixtures.KNOWN;
import static dev.barometer.reporting.edition.EditionFixtures.PARAMETERS;
import static dev.barometer.reporting.edition.EditionFixtures.PLAN;
import static dev.barometer.reporting.edition.EditionFixtures.TEAM;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.metrics.Observation;
import dev.barometer.reporting.AuditFixtures;
import dev.barometer.reporting.ReceivedFixtures;
import dev.barometer.reporting.action.ReportedActionFixtures;
import dev.barometer.reporting.action.ReportedActionReader;
import dev.barometer.reporting.comment.Comments;
import dev.barometer.reporting.comment.GivenComments;
import dev.barometer.reporting.operating.GivenOperating;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.GivenTallies;
import dev.barometer.reporting.score.StoredPeriodTallies;
import dev.barometer.reporting.target.GivenTargets;
import dev.barometer.reporting.ticket.GivenTickets;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.timetable.StillTimetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * A desk with tickets and comments of the second quarter, and reports of it, without threads and
 * without a broker.
 */
public final class GivenDesk {
  /** So many must have written. */
  public static final int MINIMUM = 3;

  public static final String ID = "R-1";

  /** So many tickets are counted as closed, by whomever. */
  static final int CLOSED = 8;

  final AuditFixtures audit = new AuditFixtures();
  private final List<Outgoing> told = new ArrayList<>();
  final EditionRepository editions;
  final InputsRepository inputs;
  final QuoteRepository quotes;
  private final MongoOperations mongo;
  private final BasisReader basis;
  private final NotedTicketReader noted;
  private final GivenComments comments;
  private final TellingRunner telling;
  private final EditionPublisher publisher;
  private final ErasurePublisher erasing;
  private final Clock clock;

  public GivenDesk(MongoOperations mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
    StillTimetable timetable = new StillTimetable(mongo, clock);
    GivenTallies tallies = new GivenTallies(ZoneOffset.UTC);
    for (int closed = 0; closed < CLOSED; closed++) {
      tallies.with(TEAM, Observation.volume("tickets-closed", at(closed)));
    }
    editions = new EditionRepository(mongo);
    inputs = new InputsRepository(mongo);
    quotes = new QuoteRepository(mongo);
    comments = new GivenComments(mongo);
    basis =
        new BasisReader(
            new StoredPeriodTallies(
                tallies, new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100))),
            GivenTickets.counted(mongo),
            GivenTickets.reported(mongo),
            GivenOperating.store(mongo),
            GivenTargets.reader(mongo),
            ReportedActionFixtures.reader(mongo));
    noted = new NotedTicketReader(GivenTickets.reported(mongo));
    telling =
        new TellingRunner(
            editions,
            one -> {
              told.add(one);
              return CompletableFuture.completedFuture(null);
            },
            List::of,
            timetable::getObject,
            clock);
    var collecting =
        new CollectRunner(
            editions, telling, inputs, null, noted, null, timetable, null, null, clock);
    publisher =
        new EditionPublisher(
            editions, inputs, collecting, telling, basis, noted, quotes, audit.log(clock), clock);
    erasing = new ErasurePublisher(quotes, editions, publisher);
  }

  /** So long after the beginning of the period. */
  public static Instant at(long hours) {
    return FROM.plus(Duration.ofHours(hours));
  }

  public static Ticket ticket(String id, long opened, long took, boolean slaMet, String priority) {
    return Ticket.builder(id)
        .revision(1)
        .status(Ticket.CLOSED)
        .type("incident")
        .subject("Kim cannot print")
        .openedAt(at(opened))
        .resolvedAt(at(opened + took))
        .closedAt(at(opened + took + 24))
        .slaMet(slaMet)
        .context(new Context("Email", "Desk", "Ann", "Phone", priority, null, null, null))
        .build();
  }

  public void tickets(Ticket... tickets) {
    GivenTickets.told(mongo, tickets);
  }

  public static Response said(String id, long revision, @Nullable String text) {
    List<Answer> answers =
        text == null
            ? List.of()
            : List.of(
                new Answer("recommend", "nps", "0-10", 9, "positive", null),
                new Answer("why", null, null, null, null, text));
    return Response.builder(id)
        .revision(revision)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .submittedAt(at(50))
        .channel("web")
        .locale("en")
        .answers(answers)
        .context(new Context("Email", "Desk", "Ann", "Phone", null, null, null, null))
        .build();
  }

  public void says(String id, long revision, @Nullable String text) {
    comments.told(List.of(ReceivedFixtures.received(said(id, revision, text))), erasing);
  }

  public void erases(String responseId) {
    comments.told(List.of(ReceivedFixtures.erased(responseId)), erasing);
  }

  public EditionPublisher publisher() {
    return publisher;
  }

  public Comments comments() {
    return comments.shown(MINIMUM);
  }

  Comments hiddenComments() {
    return comments.hidden();
  }

  SectionPublisher sections(Comments shown) {
    return new SectionPublisher(publisher, quotes, new WritingReader(noted, actions(), shown));
  }

  public ReportedActionReader actions() {
    return ReportedActionFixtures.reader(mongo);
  }

  public SectionPublisher sections() {
    return sections(comments());
  }

  /** A report of what is known by now, to be written. */
  public Edition draft() {
    Edition planned = Edition.planned(ID, PLAN, ANN, KNOWN);
    editions.add(planned);
    return collected(ID);
  }

  /** The same once more, of what is known by now; nothing of it is kept. */
  Edition collectedAnew() {
    return Edition.planned(ID, PLAN, ANN, KNOWN)
        .collected(
            Composition.of(PLAN, basis.live(), PARAMETERS), PARAMETERS, "1.0", clock.instant());
  }

  /** As the timetable does. */
  Edition collected(String id) {
    Edition planned = editions.find(id).orElseThrow();
    InputsRepository.Kept kept =
        inputs.keep(id, new InputsRepository.Kept(PARAMETERS, basis.inputsFor(PLAN, PARAMETERS)));
    Edition draft =
        planned.collected(
            Composition.of(PLAN, kept.inputs().frozen(), PARAMETERS),
            noted.anew(PLAN, planned.noted()),
            PARAMETERS,
            "1.0",
            clock.instant());
    editions.put(planned, draft);
    return draft;
  }

  public Edition published(String id) {
    publisher.change(id, null, (edition, now) -> edition.submitted(ANN, now));
    publisher.change(id, null, (edition, now) -> edition.approved(BO, now));
    return publisher.publish(id, null, ANN);
  }

  /** The types of what the topic is told of one, in order. */
  List<String> told(String id) {
    telling.tell(id);
    return told.stream().map(Outgoing::type).toList();
  }

  /** What is kept anywhere of reports, as text. */
  public String kept() {
    StringBuilder all = new StringBuilder();
    for (String collection : mongo.getCollectionNames()) {
      if (collection.startsWith("report")) {
        mongo.getCollection(collection).find().forEach(one -> all.append(one.toJson()));
      }
    }
    return all.toString();
  }
}
