package dev.barometer.survey.trigger;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static dev.barometer.survey.campaign.CampaignFixtures.campaign;
import static dev.barometer.survey.campaign.CampaignFixtures.candidate;
import static dev.barometer.survey.campaign.CampaignFixtures.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.fact.Received;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.campaign.DryRun;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.SubjectKind;
import dev.barometer.survey.person.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** People are asked once, whatever comes twice, in what order, and whoever dies over it. */
class AskingTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private final List<AskingInstance> instances = new ArrayList<>();

  private AskingInstance start() {
    try {
      AskingInstance instance = new AskingInstance(database.mongo(), clock);
      instances.add(instance);
      return instance;
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private void run(Campaign campaign) {
    database.mongo().save(campaign);
    publish(SurveyFixtures.desk());
  }

  private void publish(SurveyVersion survey) {
    Document content = new Document();
    database.mongo().getConverter().write(survey, content);
    database
        .mongo()
        .save(
            new Document("_id", survey.id())
                .append("surveyId", survey.surveyId())
                .append("version", survey.version())
                .append("revision", survey.revision())
                .append("told", survey.revision())
                .append("content", content),
            "survey_versions");
  }

  @AfterEach
  void close() {
    instances.forEach(AskingInstance::close);
    database.close();
  }

  private static List<Received<Ticket>> batch(List<Ticket> tickets) {
    return tickets.stream()
        .map(
            ticket ->
                new Received<>(
                    ticket.ticketId(), ticket, "", ticket.openedAt(), 0, "barometer.tickets", 0, 0))
        .toList();
  }

  /** As the consumer does: a batch that is read again is a repeat. */
  private static void read(AskingInstance instance, List<Ticket> tickets) {
    int repeats = instance.bean(KnownTicketRepository.class).apply(batch(tickets));
    instance
        .bean(ConsideringRunner.class)
        .consider(SubjectKind.TICKET, tickets.stream().map(Ticket::ticketId).toList(), repeats > 0);
  }

  /** As the consumer does: a batch that failed is read again, by whoever is alive. */
  private static boolean readOrDie(AskingInstance instance, List<Ticket> tickets) {
    try {
      read(instance, tickets);
      return true;
    } catch (RuntimeException died) {
      return false;
    }
  }

  private List<InvitationDocument> invitations() {
    return database.mongo().find(new Query(), InvitationDocument.class);
  }

  private Map<String, String> verdicts() {
    return invitations().stream()
        .collect(
            Collectors.toMap(
                InvitationDocument::ticketId,
                one -> one.reason() == null ? "asked" : one.reason(),
                (one, other) -> one + " and " + other,
                TreeMap::new));
  }

  private void awaitNothingDue() {
    awaitAsTimeGoesOn(
        () ->
            database.mongo().find(new Query(), Person.class).stream()
                .allMatch(person -> person.due(clock.instant()).isEmpty()));
  }

  /**
   * What failed is tried again after a pause, and what was begun after its lease: by this clock.
   */
  private void awaitAsTimeGoesOn(BooleanSupplier isSo) {
    await()
        .atMost(LONGEST)
        .until(
            () -> {
              clock.advance(Duration.ofMillis(300));
              return isSo.getAsBoolean();
            });
  }

  /**
   * Lets so much time pass while nobody is in the middle of anything: to whoever is, a jump of the
   * clock is a freeze for longer than his lease, and others then do it in his place.
   */
  private void letPass(Duration time) {
    awaitAsTimeGoesOn(
        () ->
            database
                .mongo()
                .find(
                    Query.query(Criteria.where("next").lte(Date.from(clock.instant()))),
                    Document.class,
                    "timetable")
                .isEmpty());
    clock.advance(time);
  }

  private List<String> mails() {
    return instances.stream().flatMap(instance -> instance.mails().stream()).sorted().toList();
  }

  @Test
  void asksOnce_ofManyTicketsOfOneDay() {
    run(campaign());
    AskingInstance instance = start();
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      tickets.add(resolved("T" + (100 + i), "ana", MONDAY.plusSeconds(i)));
    }
    Collections.shuffle(tickets, new Random(7));

    read(instance, tickets.subList(0, 40));
    read(instance, tickets.subList(40, 65));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();

    assertThat(verdicts()).hasSize(65).containsEntry("T100", "asked");
    assertThat(verdicts().values()).containsOnlyOnce("asked").contains("cool-down");
    awaitAsTimeGoesOn(() -> mails().size() == 1);
  }

  @Test
  void waitsForTheDelay_andForgetsWhatWasReopenedMeanwhile() {
    run(campaign());
    AskingInstance instance = start();
    Ticket ticket = resolved("T1", "ana", MONDAY);
    read(instance, List.of(ticket));
    clock.advance(Duration.ofMinutes(59));
    Ticket reopened =
        ticket.toBuilder()
            .revision(ticket.revision() + 1)
            .status(Ticket.OPEN)
            .resolvedAt(null)
            .reopenCount(1)
            .build();

    assertThat(invitations()).isEmpty();
    read(instance, List.of(reopened));
    clock.advance(Duration.ofHours(1));
    awaitNothingDue();

    assertThat(invitations()).isEmpty();
  }

  @Test
  void callsBackWhatWasNotAnswered_whenTheTicketIsReopened_andAsksAfterTheNextResolution() {
    run(campaign());
    AskingInstance instance = start();
    Ticket ticket = resolved("T1", "ana", MONDAY);
    read(instance, List.of(ticket));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();
    Ticket again =
        ticket.toBuilder()
            .revision(ticket.revision() + 1)
            .reopenCount(1)
            .resolvedAt(MONDAY.plus(Duration.ofDays(2)))
            .build();
    clock.moveTo(MONDAY.plus(Duration.ofDays(2)));

    read(instance, List.of(again));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();

    assertThat(invitations())
        .extracting(InvitationDocument::status, InvitationDocument::reason)
        .containsExactlyInAnyOrder(tuple("cancelled", "reopened"), tuple("issued", null));
  }

  @Test
  void asksWhoeverTheTicketNamesThen_notWhoeverItNamedFirst() {
    run(campaign());
    AskingInstance instance = start();
    Ticket ticket = resolved("T1", "ana", MONDAY);
    Ticket corrected =
        resolved("T1", "bo", MONDAY).toBuilder().revision(ticket.revision() + 1).build();
    database.mongo().save(new Person("bo", 1, MONDAY, List.of(), List.of()));

    read(instance, List.of(ticket));
    read(instance, List.of(corrected));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();

    assertThat(verdicts()).containsOnly(Map.entry("T1", "opted-out"));
    assertThat(mails()).isEmpty();
    assertThat(database.mongo().findById("ana", Person.class).asks()).isEmpty();
  }

  @Test
  void asksNobody_onceTheSurveyIsRetired() {
    run(campaign());
    publish(SurveyFixtures.desk().become(SurveyVersion.RETIRED, MONDAY));
    AskingInstance instance = start();

    read(instance, List.of(resolved("T1", "ana", MONDAY)));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();

    assertThat(verdicts()).containsOnly(Map.entry("T1", "paused"));
  }

  /** The broker is away just when it is told that the invitation was called back. */
  @Test
  void tellsOnceMoreWhatWasCalledBack_whenWhoDidItDied() {
    run(campaign());
    AskingInstance instance = start();
    Ticket ticket = resolved("T1", "ana", MONDAY);
    read(instance, List.of(ticket));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();
    Ticket reopened =
        ticket.toBuilder()
            .revision(ticket.revision() + 1)
            .status(Ticket.OPEN)
            .resolvedAt(null)
            .reopenCount(1)
            .build();
    instance.broker().goAway();
    assertThatThrownBy(() -> read(instance, List.of(reopened)))
        .isInstanceOf(RuntimeException.class);
    instance.broker().comeBack();
    int before = instance.broker().records().size();

    read(instance, List.of(reopened));

    assertThat(instance.broker().values().subList(before, instance.broker().values().size()))
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told).contains("\"cancelled\""));
    assertThat(database.mongo().findById("ana", Person.class).asks()).isEmpty();
  }

  @Test
  void tellsOnceThatItWasCalledBack_howeverOftenTheTicketChangesAfterThat() {
    run(campaign());
    AskingInstance instance = start();
    Ticket ticket = resolved("T1", "ana", MONDAY);
    read(instance, List.of(ticket));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();
    Ticket reopened =
        ticket.toBuilder()
            .revision(ticket.revision() + 1)
            .status(Ticket.OPEN)
            .resolvedAt(null)
            .reopenCount(1)
            .build();
    read(instance, List.of(reopened));
    int before = instance.broker().records().size();

    read(instance, List.of(reopened.toBuilder().revision(ticket.revision() + 2).build()));

    assertThat(invitations()).extracting(InvitationDocument::status).containsExactly("cancelled");
    assertThat(instance.broker().records()).hasSize(before);
  }

  /** What is stored of one person cannot be decided: nobody else waits for that. */
  @Test
  void decidesTheOthers_whereOneCannotBeDecided() {
    run(campaign());
    AskingInstance instance = start();
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tickets.add(resolved("T" + i, "p" + i, MONDAY));
    }
    read(instance, tickets);
    database
        .mongo()
        .getCollection(Person.COLLECTION)
        .updateOne(
            new Document("_id", "p7"), new Document("$set", new Document("optedOutAt", "never")));

    clock.advance(Duration.ofHours(2));
    awaitAsTimeGoesOn(() -> mails().size() == 19);

    assertThat(verdicts()).hasSize(19).doesNotContainKey("T7");
  }

  @Test
  void remindsAndExpires_once() {
    run(campaign());
    AskingInstance instance = start();
    read(instance, List.of(resolved("T1", "ana", MONDAY)));
    clock.advance(Duration.ofHours(1));
    awaitNothingDue();
    String id = invitations().get(0).id();

    clock.advance(Duration.ofDays(3));
    awaitAsTimeGoesOn(() -> mails().size() == 2);
    assertThat(mails()).containsExactly(id + "|0", id + "|1");
    assertThat(invitations()).extracting(InvitationDocument::status).containsExactly("reminded");
    clock.advance(Duration.ofDays(11));
    awaitAsTimeGoesOn(() -> invitations().get(0).status().equals("expired"));

    assertThat(mails()).hasSize(2);
  }

  @Test
  void decidesByWhatIsKnownAfterTheDelay_alsoWhetherItIsAskedAboutAtAll() {
    run(
        campaign(
            "{'campaignId':'after-ticket','surveyId':'desk','trigger':{'on':'ticket-resolved'},"
                + "'channel':'mail','condition':{'priority':['1 - Critical']}}"));
    AskingInstance instance = start();
    Ticket wrong = resolved("T1", "ana", MONDAY);
    Ticket nobody = resolved("T2", null, MONDAY);
    read(instance, List.of(wrong, nobody, resolved("T3", null, MONDAY)));
    assertThat(invitations()).isEmpty();

    clock.advance(Duration.ofMinutes(30));
    read(instance, List.of(critical(wrong), critical(resolved("T2", "bo", MONDAY))));
    clock.advance(Duration.ofHours(1));
    awaitAsTimeGoesOn(() -> invitations().size() == 3);

    assertThat(verdicts())
        .isEqualTo(Map.of("T1", "asked", "T2", "asked", "T3", Verdict.CONDITION.id()));
  }

  private static Ticket critical(Ticket ticket) {
    Context before = ticket.context();
    return ticket.toBuilder()
        .revision(ticket.revision() + 1)
        .context(
            new Context(
                before.service(),
                before.team(),
                before.agent(),
                before.channel(),
                "1 - Critical",
                null,
                null,
                null))
        .build();
  }

  @Test
  void saysOfWhatCameWhileItWasPaused_thatItWas_andAsksAboutNothingOlderThanItsStart() {
    Campaign stopped = CampaignFixtures.become(campaign(), Campaign.STOPPED, MONDAY);
    run(stopped);
    AskingInstance instance = start();
    Ticket before = resolved("T0", "zoe", MONDAY);
    read(instance, List.of(before));

    Campaign first = started(stopped);
    read(instance, List.of(resolved("T1", "ana", clock.instant())));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();
    Campaign paused = become(first, Campaign.PAUSED);
    Ticket meanwhile = resolved("T2", "bo", clock.instant());
    Ticket justBefore = resolved("T3", "chul", clock.instant());
    read(instance, List.of(meanwhile));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();
    read(instance, List.of(justBefore));
    started(paused);
    read(instance, List.of(next(before), next(meanwhile), next(justBefore)));
    read(instance, List.of(resolved("T4", "dee", clock.instant())));
    clock.advance(Duration.ofHours(2));
    awaitNothingDue();

    assertThat(verdicts())
        .isEqualTo(Map.of("T1", "asked", "T2", "paused", "T3", "paused", "T4", "asked"));
  }

  private static Ticket next(Ticket ticket) {
    return ticket.toBuilder().revision(ticket.revision() + 1).build();
  }

  private Campaign started(Campaign campaign) {
    clock.advance(Duration.ofSeconds(1));
    return become(campaign, Campaign.RUNNING);
  }

  private Campaign become(Campaign campaign, String status) {
    Campaign after = CampaignFixtures.become(campaign, status, clock.instant());
    database.mongo().save(after);
    clock.advance(Duration.ofSeconds(1));
    return after;
  }

  /** More tickets of one requester than there is room for in his document. */
  @Test
  void asksOnce_whoeverHasHoweverManyTickets_andKeepsHisDocumentSmall() {
    run(campaign());
    AskingInstance instance = start();
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      tickets.add(resolved("T" + (1_000 + i), "unknown", MONDAY.plusMillis(i)));
    }

    for (int from = 0; from < tickets.size(); from += 400) {
      read(instance, tickets.subList(from, from + 400));
    }
    Person waiting = database.mongo().findById("unknown", Person.class);
    clock.advance(Duration.ofHours(2));
    awaitAsTimeGoesOn(() -> invitations().size() == 1_200);

    assertThat(waiting.pending()).hasSizeLessThanOrEqualTo(1_000);
    assertThat(verdicts().values()).containsOnlyOnce("asked");
    assertThat(verdicts()).containsEntry("T1000", "asked");
  }

  /** As it was stored before anything but tickets could be asked about. */
  @Test
  void decidesWhatWaitedBeforeItWasSaidWhatItIsAbout() {
    run(campaign());
    AskingInstance instance = start();
    Ticket ticket = resolved("T1", "ana", MONDAY);
    Document content = new Document();
    database.mongo().getConverter().write(ticket, content);
    database
        .mongo()
        .save(
            new Document("_id", "T1")
                .append("revision", ticket.revision())
                .append("ticket", content),
            "tickets");
    String id = candidate(campaign(), ticket).invitationId();
    Date due = Date.from(MONDAY.plus(Duration.ofHours(1)));
    database
        .mongo()
        .save(
            new Document("_id", "ana")
                .append("version", 1L)
                .append("asks", List.of())
                .append(
                    "pending",
                    List.of(
                        new Document("invitationId", id)
                            .append("campaignId", "after-ticket")
                            .append("ticketId", "T1")
                            .append("reopenCount", 0)
                            .append("at", Date.from(MONDAY))
                            .append("due", due))),
            Person.COLLECTION);
    clock.advance(Duration.ofHours(2));

    read(instance, List.of(ticket));
    awaitAsTimeGoesOn(() -> invitations().size() == 1);

    assertThat(invitations()).extracting(InvitationDocument::id).containsExactly(id);
    assertThat(verdicts()).containsOnly(Map.entry("T1", "asked"));
  }

  @Test
  void asksNobody_whenHistoryIsReplayed() {
    run(campaign());
    AskingInstance instance = start();
    List<Ticket> history = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      history.add(resolved("T" + i, "p" + i % 20, MONDAY.minus(Duration.ofDays(8 + i))));
    }

    read(instance, history);
    read(instance, history);

    assertThat(verdicts()).hasSize(500);
    assertThat(verdicts().values()).containsOnly("too-old");
    assertThat(database.mongo().getCollection("timetable").countDocuments()).isZero();
    assertThat(mails()).isEmpty();
    assertThat(database.mongo().findAll(Person.class)).isEmpty();
  }

  /**
   * Ten weeks of tickets, day by day, each day's shuffled and read twice, by three instances, to
   * whom the broker is away now and then in the middle of it: as a dry run says.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void asksWhomADryRunNames_whateverHappens(long seed) {
    Random random = new Random(seed);
    Campaign campaign = campaign();
    run(campaign);
    List<AskingInstance> three = List.of(start(), start(), start());
    DryRun dry = new DryRun();
    int made = 0;
    for (int day = 0; day < 70; day += 2) {
      List<Ticket> tickets = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Ticket ticket =
            resolved(
                "T" + made++,
                "p" + random.nextInt(15),
                clock.instant().plusSeconds(random.nextInt(48 * 3600)));
        tickets.add(ticket);
        dry.consider(candidate(campaign, ticket));
      }
      letPass(Duration.ofDays(2));
      for (int time = 0; time < 2; time++) {
        Collections.shuffle(tickets, random);
        AskingInstance reader = three.get(random.nextInt(3));
        if (random.nextInt(3) == 0) {
          reader.broker().goAway();
        }
        readOrDie(reader, tickets);
        reader.broker().comeBack();
      }
      AskingInstance last = three.get(random.nextInt(3));
      await().atMost(LONGEST).until(() -> readOrDie(last, tickets));
      // Whatever came is decided from now on: so all of a day, in its own order.
      letPass(Duration.ofHours(2));
      awaitNothingDue();
    }

    Map<String, String> wanted = new TreeMap<>();
    for (DryRun.Item item : dry.decide(ids -> Map.of())) {
      wanted.put(item.ticketId(), item.verdict().id());
    }
    assertThat(verdicts()).isEqualTo(wanted);
    List<String> asked =
        invitations().stream()
            .filter(one -> one.reason() == null)
            .map(InvitationDocument::id)
            .toList();
    assertThat(asked)
        .hasSize((int) wanted.values().stream().filter(Verdict.ASKED.id()::equals).count());
    Function<String, String> first = id -> id + "|0";
    awaitAsTimeGoesOn(() -> mails().containsAll(asked.stream().map(first).toList()));
    assertThat(mails().stream().filter(mail -> mail.endsWith("|0")))
        .containsExactlyInAnyOrderElementsOf(asked.stream().map(first).toList());
  }
}
