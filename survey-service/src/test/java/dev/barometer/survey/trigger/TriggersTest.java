package dev.barometer.survey.trigger;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static dev.barometer.survey.campaign.CampaignFixtures.campaign;
import static dev.barometer.survey.campaign.CampaignFixtures.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.campaign.CampaignPublisher;
import dev.barometer.survey.campaign.DryRun;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.occurrence.KnownComplaintRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import dev.barometer.survey.occurrence.SubjectKind;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.query.Query;

/** Campaigns ask about what their trigger names, once each time it happens. */
class TriggersTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String CAMPAIGN =
      "{'campaignId':'c','surveyId':'desk','channel':'mail','trigger':%s%s}";

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private final List<AskingInstance> instances = new ArrayList<>();

  private AskingInstance start() throws ClassNotFoundException {
    AskingInstance instance = new AskingInstance(database.mongo(), clock);
    instances.add(instance);
    return instance;
  }

  @AfterEach
  void close() {
    instances.forEach(AskingInstance::close);
    database.close();
  }

  private Campaign run(String trigger, String more) {
    Campaign campaign = campaign(CAMPAIGN.formatted(trigger, more));
    database.mongo().save(campaign);
    Document content = new Document();
    database.mongo().getConverter().write(SurveyFixtures.desk(), content);
    database
        .mongo()
        .save(
            new Document("_id", SurveyFixtures.desk().id())
                .append("surveyId", "desk")
                .append("version", 1)
                .append("revision", 1L)
                .append("told", 1L)
                .append("content", content),
            "survey_versions");
    return campaign;
  }

  /** It is started now, and not long ago. */
  private Campaign start(Campaign campaign) {
    Campaign started = CampaignFixtures.become(campaign, Campaign.RUNNING, clock.instant());
    database.mongo().save(started);
    return started;
  }

  private <F extends Fact> Received<F> told(F fact) {
    return new Received<>(fact.id(), fact, "", clock.instant(), 0, "", 0, 0);
  }

  private void read(AskingInstance instance, Ticket... tickets) {
    for (Ticket ticket : tickets) {
      instance.bean(KnownTicketRepository.class).apply(List.of(told(ticket)));
      instance
          .bean(ConsideringRunner.class)
          .consider(SubjectKind.TICKET, List.of(ticket.ticketId()), false);
    }
  }

  private void read(AskingInstance instance, LifecycleSubject subject) {
    instance.bean(KnownLifecycleRepository.class).apply(List.of(told(subject)));
    instance
        .bean(ConsideringRunner.class)
        .consider(SubjectKind.LIFECYCLE, List.of(subject.subjectId()), false);
  }

  private void awaitAsTimeGoesOn(BooleanSupplier isSo) {
    await()
        .atMost(LONGEST)
        .until(
            () -> {
              clock.advance(Duration.ofSeconds(1));
              return isSo.getAsBoolean();
            });
  }

  /** Until nothing waits that is due. */
  private void awaitAllThatIsDue() {
    awaitAsTimeGoesOn(
        () ->
            database
                    .mongo()
                    .getCollection("timetable")
                    .countDocuments(
                        new Document("at", new Document("$lt", Date.from(clock.instant()))))
                == 0);
  }

  private List<InvitationDocument> invitations() {
    return database.mongo().find(new Query(), InvitationDocument.class);
  }

  private static LifecycleSubject subject(
      String kind, long revision, @Nullable Instant at, List<LifecycleSubject.Milestone> reached) {
    return new LifecycleSubject(
        "S1",
        revision,
        kind,
        "Workplace",
        new Requester("ana", null, "ana@example.org", "ko"),
        reached,
        kind.equals("training") ? at : null,
        kind.equals("release") ? at : null,
        kind.equals("contract") ? at : null,
        Context.NONE);
  }

  @Test
  void asksAboutAReopening_onceEachTime_byWhenItWasTold() throws ClassNotFoundException {
    run("{'on':'ticket-reopened'}", ",'coolDown':'PT0S'");
    AskingInstance instance = start();
    Ticket ticket = resolved("T1", "ana", MONDAY);
    read(instance, ticket);
    clock.advance(Duration.ofHours(3));
    Instant reopened = clock.instant();
    Ticket again = next(ticket).toBuilder().status(Ticket.OPEN).reopenCount(1).build();
    read(instance, again);
    clock.advance(Duration.ofMinutes(10));
    read(instance, next(again), next(next(again)));
    clock.advance(Duration.ofHours(2));
    awaitAsTimeGoesOn(() -> invitations().size() == 1);

    read(instance, next(next(next(again))).toBuilder().reopenCount(2).build());
    clock.advance(Duration.ofHours(2));
    awaitAsTimeGoesOn(() -> invitations().size() == 2);

    assertThat(invitations())
        .allSatisfy(one -> assertThat(one.status()).isEqualTo("issued"))
        .extracting(InvitationDocument::at)
        .contains(reopened);
  }

  private static Ticket next(Ticket ticket) {
    return ticket.toBuilder().revision(ticket.revision() + 1).build();
  }

  @Test
  void asksThePersonOfAComplaint_atTheAddressOfItsTicket_onceItIsClosed()
      throws ClassNotFoundException {
    run("{'on':'complaint-closed'}", ",'condition':{'severity':['severe']}");
    AskingInstance instance = start();
    read(instance, resolved("T1", "ana", MONDAY.minus(Duration.ofDays(20))));
    read(instance, complaint("C1", 1, "received", null));
    read(instance, complaint("C1", 2, "closed", MONDAY));
    read(instance, complaint("C1", 2, "closed", MONDAY));
    clock.advance(Duration.ofHours(2));
    awaitAsTimeGoesOn(() -> invitations().size() == 1);

    InvitationDocument one = invitations().get(0);
    assertThat(one.status()).isEqualTo("issued");
    assertThat(one.address()).isEqualTo("ana@example.org");
    assertThat(List.of(one.subjectKind(), one.subjectId(), one.ticketId()))
        .containsExactly("complaint", "C1", "T1");
  }

  private void read(AskingInstance instance, Complaint complaint) {
    int repeats = instance.bean(KnownComplaintRepository.class).apply(List.of(told(complaint)));
    instance
        .bean(ConsideringRunner.class)
        .consider(SubjectKind.COMPLAINT, List.of(complaint.complaintId()), repeats > 0);
  }

  private static Complaint complaint(
      String id, long revision, String status, @Nullable Instant closedAt) {
    return complaint(id, revision, status, closedAt, "T1", null, null);
  }

  private static Complaint complaint(
      String id,
      long revision,
      String status,
      @Nullable Instant closedAt,
      @Nullable String ticketId,
      @Nullable String stageOf,
      @Nullable String mergedInto) {
    return new Complaint(
        id,
        revision,
        "complaint",
        status,
        "severe",
        "nps",
        MONDAY.minus(Duration.ofDays(9)),
        closedAt,
        ticketId,
        new Respondent("ana"),
        List.of(),
        Context.NONE,
        true,
        null,
        new Complaint.Handling(
            "agent", null, null, false, stageOf, mergedInto, null, (int) revision, null));
  }

  /** A case that was opened again was handled again, and so was one that somebody reviewed. */
  @Test
  void asksAboutEachClosingOnce_andAboutThatOfTheReviewToo() throws ClassNotFoundException {
    run("{'on':'complaint-closed'}", ",'coolDown':'PT0S','mostPer30Days':9,'delay':'PT0S'");
    AskingInstance instance = start();
    read(instance, resolved("T1", "ana", MONDAY.minus(Duration.ofDays(20))));
    read(instance, complaint("C1", 1, "closed", MONDAY));
    awaitAsTimeGoesOn(() -> invitations().size() == 1);

    read(instance, complaint("C1", 2, "investigating", null));
    Instant again = clock.instant();
    read(instance, complaint("C1", 3, "closed", again));
    awaitAsTimeGoesOn(() -> invitations().size() == 2);
    Instant reviewed = clock.instant();
    read(instance, complaint("C1-review", 1, "closed", reviewed, "T1", "C1", null));
    read(instance, complaint("C1-review", 2, "closed", reviewed, "T1", "C1", null));
    awaitAsTimeGoesOn(() -> invitations().size() == 3);
    awaitAllThatIsDue();

    assertThat(invitations())
        .extracting(
            InvitationDocument::subjectId, InvitationDocument::at, InvitationDocument::status)
        .containsExactlyInAnyOrder(
            tuple("C1", MONDAY, "issued"),
            tuple("C1", again, "issued"),
            tuple("C1-review", reviewed, "issued"));
  }

  @Test
  void asksNobodyAboutACase_thatWasWithdrawn_becameAPartOfAnother_orIsOpenAgain()
      throws ClassNotFoundException {
    run("{'on':'complaint-closed'}", ",'coolDown':'PT0S','delay':'PT1H'");
    AskingInstance instance = start();
    read(instance, resolved("T1", "ana", MONDAY.minus(Duration.ofDays(20))));

    read(instance, complaint("C1", 1, "withdrawn", null));
    read(instance, complaint("C2", 1, "withdrawn", null, "T1", null, "C1"));
    read(instance, complaint("C3", 1, "closed", MONDAY));
    read(instance, complaint("C3", 2, "investigating", null));
    clock.advance(Duration.ofHours(3));
    awaitAllThatIsDue();

    assertThat(invitations()).isEmpty();
    assertThat(instance.mails()).isEmpty();
  }

  /** A case says who somebody is, not how he is reached: a ticket does. */
  @Test
  void saysThatThereIsNoAddress_whereACaseWasTakenDownWithoutATicket()
      throws ClassNotFoundException {
    run("{'on':'complaint-closed'}", ",'delay':'PT0S'");
    AskingInstance instance = start();

    read(instance, complaint("C1", 1, "closed", MONDAY, null, null, null));
    awaitAsTimeGoesOn(() -> invitations().size() == 1);

    assertThat(invitations())
        .extracting(InvitationDocument::status, InvitationDocument::reason)
        .containsExactly(tuple("suppressed", "no-address"));
  }

  @Test
  void asksAboutEachMilestone_thatItsConditionNames() throws ClassNotFoundException {
    Campaign campaign =
        run("{'on':'milestone'}", ",'coolDown':'PT0S','condition':{'milestone':['week','month']}");
    AskingInstance instance = start();
    var week = new LifecycleSubject.Milestone("week", MONDAY);
    var day = new LifecycleSubject.Milestone("day", MONDAY.minus(Duration.ofDays(6)));

    read(instance, subject("onboarding", 1, null, List.of(day, week)));
    clock.advance(Duration.ofHours(2));
    awaitAsTimeGoesOn(() -> invitations().size() == 2);
    var month = new LifecycleSubject.Milestone("month", clock.instant());
    read(instance, subject("onboarding", 2, null, List.of(day, week, month)));
    clock.advance(Duration.ofHours(2));
    awaitAsTimeGoesOn(() -> invitations().size() == 3);

    assertThat(invitations())
        .extracting(InvitationDocument::at, InvitationDocument::reason)
        .containsExactlyInAnyOrder(
            tuple(day.reachedAt(), "condition"),
            tuple(MONDAY, null),
            tuple(month.reachedAt(), null));
    List<DryRun.Item> dry =
        DryRunFixtures.reader(database.mongo())
            .run(campaign, day.reachedAt(), month.reachedAt().plusSeconds(1), null)
            .items();
    assertThat(dry)
        .extracting(DryRun.Item::at, item -> item.verdict().id())
        .containsExactly(
            tuple(day.reachedAt(), "condition"),
            tuple(MONDAY, "asked"),
            tuple(month.reachedAt(), "asked"));
  }

  @Test
  void asksOnceATrainingIsDone_orAReleaseUsed() throws ClassNotFoundException {
    run("{'on':'training'}", ",'delay':'PT0S'");
    AskingInstance instance = start();

    read(instance, subject("training", 1, null, List.of()));
    read(instance, subject("training", 2, MONDAY, List.of()));
    read(instance, subject("training", 3, MONDAY, List.of()));
    awaitAsTimeGoesOn(() -> invitations().size() == 1);
    awaitAllThatIsDue();

    assertThat(invitations()).extracting(InvitationDocument::locale).containsExactly("ko");
    assertThat(instance.mails()).hasSize(1);
  }

  /** What is known of a contract before the campaign is started is asked about as well. */
  @Test
  void asksSoLongBeforeARenewal_whereverItIsPutOffTo() throws ClassNotFoundException {
    Campaign stopped =
        CampaignFixtures.become(
            run("{'on':'renewal','before':'P6M','zone':'UTC'}", ""), Campaign.STOPPED, MONDAY);
    database.mongo().save(stopped);
    AskingInstance instance = start();
    Instant renews = Instant.parse("2027-06-30T09:00:00Z");
    read(instance, subject("contract", 1, renews, List.of()));
    clock.advance(Duration.ofDays(1));
    database.mongo().save(CampaignFixtures.become(stopped, Campaign.RUNNING, clock.instant()));
    instance.bean(Timetable.class).schedule(new Due(CampaignPublisher.LOOK, "c", clock.instant()));
    awaitAsTimeGoesOn(() -> database.mongo().findAll(Person.class).size() == 1);

    clock.moveTo(Instant.parse("2026-12-20T09:00:00Z"));
    read(instance, subject("contract", 2, renews.plus(Duration.ofDays(31)), List.of()));
    clock.moveTo(Instant.parse("2026-12-31T09:00:00Z"));
    awaitAllThatIsDue();
    assertThat(invitations()).isEmpty();
    clock.moveTo(Instant.parse("2027-01-31T11:00:00Z"));
    awaitAsTimeGoesOn(() -> invitations().size() == 1);

    assertThat(invitations())
        .extracting(InvitationDocument::status, InvitationDocument::at)
        .containsExactly(tuple("issued", Instant.parse("2027-01-31T09:00:00Z")));
  }

  /**
   * Three instances, of which none is there for hours: each firing once, of those missed the last.
   */
  @Test
  void asksWhoAskedForHelp_onceAtEachFiring() throws ClassNotFoundException {
    Campaign campaign =
        start(
            run(
                "{'on':'schedule','cron':'0 0 9 * * *','zone':'UTC','requestersOf':'P30D'}",
                ",'delay':'PT0S','condition':{'priority':['3 - Moderate']}"));
    List<AskingInstance> three = List.of(start(), start(), start());
    Instant before = MONDAY.minus(Duration.ofDays(20));
    for (int i = 0; i < 30; i++) {
      read(three.get(i % 3), resolved("T" + i, "p" + i % 10, before.plusSeconds(i)));
    }
    read(three.get(0), resolved("old", "long-ago", MONDAY.minus(Duration.ofDays(60))));
    three.forEach(
        one ->
            one.bean(Timetable.class)
                .schedule(new Due(CampaignPublisher.LOOK, "c", clock.instant())));
    awaitAllThatIsDue();
    clock.moveTo(Instant.parse("2026-11-27T15:00:00Z"));
    awaitAsTimeGoesOn(() -> invitations().size() == 10);
    awaitAllThatIsDue();

    assertThat(invitations())
        .hasSize(10)
        .allSatisfy(
            one -> {
              assertThat(one.at()).isEqualTo("2026-11-27T09:00:00Z");
              assertThat(one.status()).isEqualTo("issued");
              assertThat(one.context()).isEqualTo(Context.NONE);
            });
    List<DryRun.Item> dry =
        DryRunFixtures.reader(database.mongo())
            .run(campaign, MONDAY, Instant.parse("2026-11-28T00:00:00Z"), null)
            .items();
    assertThat(dry).as("each day from then on, and asked in it").hasSize(50);
  }

  /**
   * On a busy machine a firing is late. Five seconds after nine the campaign is looked at because
   * it was changed, and only then what was due at nine is done.
   *
   * @param changed when
   * @param hour at which it is to fire from then on
   * @param next when it fires next
   */
  @ParameterizedTest
  @CsvSource({
    "2026-11-24T09:00:03Z, 12, running, issued, 2026-11-24T12:00:00Z",
    "2026-11-24T09:00:03Z, 9, running, issued, 2026-11-25T09:00:00Z",
    "2026-11-24T08:59:59Z, 9, running, issued, 2026-11-25T09:00:00Z",
    "2026-11-24T08:59:59Z, 12, running, '', 2026-11-24T12:00:00Z",
    "2026-11-24T09:00:03Z, 9, paused, suppressed, ''",
    "2026-11-24T08:59:59Z, 9, paused, '', ''",
  })
  void firesWhatWasDueBeforeACampaignWasChanged_andNothingElse(
      Instant changed, int hour, String status, String becomes, String next) throws Exception {
    String nine = "{'on':'schedule','cron':'0 0 9 * * *','zone':'UTC','requestersOf':'P30D'}";
    Campaign campaign = start(run(nine, ",'delay':'PT0S'"));
    // It looks what is due when it is told to, and otherwise hardly ever.
    AskingInstance instance =
        new AskingInstance(database.mongo(), clock, Duration.ZERO, Duration.ofHours(1));
    instances.add(instance);
    Timetable timetable = instance.bean(Timetable.class);
    ScheduleRunner schedules = instance.bean(ScheduleRunner.class);
    read(instance, resolved("T1", "ana", MONDAY.minus(Duration.ofDays(1))));
    schedules.looking().handle(List.of(new Due(CampaignPublisher.LOOK, "c", MONDAY)));
    Due due = timetable.find("campaign.fire", "c").orElseThrow();
    assertThat(due.at()).isEqualTo("2026-11-24T09:00:00Z");

    clock.moveTo(Instant.parse("2026-11-24T09:00:05Z"));
    database
        .mongo()
        .save(
            status.equals(Campaign.PAUSED)
                ? CampaignFixtures.become(campaign, Campaign.PAUSED, changed)
                : CampaignFixtures.changed(
                    campaign,
                    CAMPAIGN.formatted(
                        nine.replace(" 9 ", " " + hour + " "), ",'delay':'PT0S','coolDown':'P1D'"),
                    changed));
    schedules.looking().handle(List.of(new Due(CampaignPublisher.LOOK, "c", clock.instant())));
    boolean isLeft = timetable.find("campaign.fire", "c").filter(due::equals).isPresent();
    schedules.firing().handle(List.of(due));
    schedules.looking().handle(List.of(new Due(CampaignPublisher.LOOK, "c", clock.instant())));

    assertThat(isLeft).isEqualTo(!becomes.isEmpty() || status.equals(Campaign.PAUSED));
    if (becomes.isEmpty()) {
      assertThat(timetable.find("campaign.ask", "c\n" + due.at())).isEmpty();
    } else {
      awaitAsTimeGoesOn(() -> invitations().size() == 1);
      assertThat(invitations())
          .extracting(InvitationDocument::status, InvitationDocument::at)
          .containsExactly(tuple(becomes, due.at()));
    }
    if (!next.isEmpty()) {
      assertThat(timetable.find("campaign.fire", "c"))
          .hasValueSatisfying(one -> assertThat(one.at()).isEqualTo(next));
    }
  }

  @Test
  void firesNothingThatWasDue_beforeItWasStarted() throws Exception {
    Campaign campaign =
        start(run("{'on':'schedule','cron':'0 0 9 * * *','zone':'UTC'}", ",'delay':'PT0S'"));
    AskingInstance instance =
        new AskingInstance(database.mongo(), clock, Duration.ZERO, Duration.ofHours(1));
    instances.add(instance);
    Timetable timetable = instance.bean(Timetable.class);
    ScheduleRunner schedules = instance.bean(ScheduleRunner.class);
    schedules.looking().handle(List.of(new Due(CampaignPublisher.LOOK, "c", MONDAY)));
    Due due = timetable.find("campaign.fire", "c").orElseThrow();
    clock.moveTo(due.at().plusSeconds(5));
    Campaign paused = CampaignFixtures.become(campaign, Campaign.PAUSED, due.at().minusSeconds(9));
    database
        .mongo()
        .save(CampaignFixtures.become(paused, Campaign.RUNNING, due.at().plusSeconds(3)));

    schedules.looking().handle(List.of(new Due(CampaignPublisher.LOOK, "c", clock.instant())));
    schedules.firing().handle(List.of(due));

    assertThat(timetable.find("campaign.ask", "c\n" + due.at())).isEmpty();
    assertThat(timetable.find("campaign.fire", "c"))
        .hasValueSatisfying(one -> assertThat(one.at()).isEqualTo("2026-11-25T09:00:00Z"));
  }

  /** It was decided that somebody is asked; whoever was to tell it died over it. */
  @Test
  void asksTheVersionThatWasAskedLast_whereItWasRetiredSinceThat() throws ClassNotFoundException {
    Campaign campaign = run("{'on':'ticket-resolved'}", "");
    AskingInstance instance = start();
    for (int version : List.of(1, 2)) {
      Document content = new Document();
      SurveyVersion retired =
          SurveyFixtures.desk(version).become(SurveyVersion.RETIRED, clock.instant());
      database.mongo().getConverter().write(retired, content);
      database
          .mongo()
          .save(
              new Document("_id", retired.id())
                  .append("surveyId", "desk")
                  .append("version", version)
                  .append("revision", retired.revision())
                  .append("told", retired.revision())
                  .append("content", content),
              "survey_versions");
    }

    instance
        .bean(VerdictPublisher.class)
        .publish(
            List.of(
                new VerdictPublisher.Decided(
                    CampaignFixtures.candidate(campaign, resolved("T1", "ana", MONDAY)),
                    Verdict.ASKED)),
            clock.instant());

    assertThat(invitations()).extracting(InvitationDocument::surveyVersion).containsExactly(2);
  }

  /** Two instances decide the same at once, and what they know of it differs. */
  @Test
  void doesNotCountAsAsked_whomAnotherRefusedMeanwhile() throws ClassNotFoundException {
    run("{'on':'manual'}", "");
    AskingInstance instance = start();
    OccurrenceKey key = new OccurrenceKey(Occurrence.MANUAL, "ana", "first");
    String id = key.invitationId("c");
    var refused =
        new InvitationDocument(
            id,
            1,
            InvitationDocument.SUPPRESSED,
            "condition",
            "desk",
            1,
            "c",
            "mail",
            null,
            "ana",
            null,
            null,
            Context.NONE,
            MONDAY,
            MONDAY,
            null,
            null,
            null,
            0,
            null);
    instance.bean(InvitationPublisher.class).issue(List.of(refused), Map.of());
    var occurrence =
        new Occurrence(
            key,
            MONDAY,
            null,
            null,
            new Requester("ana", null, "ana@example.org", "en"),
            Context.NONE,
            Map.of(),
            false);
    AskingRunner asking = instance.bean(AskingRunner.class);

    asking.decideLater(
        Map.of("ana", List.of(Pending.of(id, "c", key, MONDAY, MONDAY, occurrence))));
    asking.decideNow(List.of("ana"));

    Person ana = instance.bean(PersonRepository.class).find("ana").orElseThrow();
    assertThat(ana.wasAsked(id)).isFalse();
    assertThat(ana.due(clock.instant())).isEmpty();
    assertThat(instance.mails()).isEmpty();
  }

  @Test
  void asksByHand_whoMayBeAsked_andForcedAlsoWhoWasAskedNotLongAgo() throws ClassNotFoundException {
    Campaign campaign = run("{'on':'manual'}", "");
    AskingInstance instance = start();
    database.mongo().save(new Person("bo", 1, MONDAY, List.of(), List.of()));

    assertThat(byHand(instance, campaign, "first", false))
        .containsExactly(tuple("ana", null), tuple("bo", "opted-out"));
    assertThat(byHand(instance, campaign, "first", false))
        .as("the same once more")
        .containsExactly(tuple("ana", null), tuple("bo", "opted-out"));
    assertThat(invitations()).hasSize(2);
    assertThat(byHand(instance, campaign, "second", false))
        .containsExactly(tuple("ana", "cool-down"), tuple("bo", "opted-out"));
    assertThat(byHand(instance, campaign, "third", true))
        .containsExactly(tuple("ana", null), tuple("bo", "opted-out"));
    awaitAsTimeGoesOn(() -> instance.mails().size() == 2);
  }

  private List<org.assertj.core.groups.Tuple> byHand(
      AskingInstance instance, Campaign campaign, String generation, boolean forced) {
    List<Occurrence> occurrences = new ArrayList<>();
    for (String person : List.of("ana", "bo")) {
      occurrences.add(
          new Occurrence(
              new OccurrenceKey(Occurrence.MANUAL, person, generation),
              clock.instant(),
              null,
              null,
              new Requester(person, null, person + "@example.org", null),
              Context.NONE,
              Map.of(),
              forced));
    }
    return instance.bean(HandRunner.class).ask(campaign, occurrences).stream()
        .map(one -> tuple(one.personId(), one.reason()))
        .toList();
  }
}
