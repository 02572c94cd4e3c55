package dev.barometer.survey.campaign;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static dev.barometer.survey.campaign.CampaignFixtures.campaign;
import static dev.barometer.survey.campaign.CampaignFixtures.candidate;
import static dev.barometer.survey.campaign.CampaignFixtures.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.UnreachableAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant SOON = MONDAY.plus(Duration.ofHours(1));

  private final Ticket ticket = resolved("T1", "ana", MONDAY);

  private static CampaignRequest request(
      Map<String, List<String>> condition, Map<String, List<String>> excluded) {
    return new CampaignRequest(
        "c",
        "desk",
        Trigger.of(Trigger.TICKET_RESOLVED),
        condition,
        "mail",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        excluded,
        null,
        null);
  }

  private static Campaign with(CampaignRequest request) {
    assertThat(request.check(MONDAY)).isEmpty();
    return request.toCampaign(1, Campaign.RUNNING, MONDAY);
  }

  private static Person asked(Instant... times) {
    return Person.unknown("ana")
        .asked(
            IntStream.range(0, times.length)
                .mapToObj(i -> new Ask("i" + i, "other", "relationship", times[i], null))
                .toList());
  }

  @Test
  void asks_whereNothingSpeaksAgainstIt() {
    Candidate candidate = candidate(campaign(), ticket);

    assertThat(Eligibility.refusal(candidate, SOON)).isEmpty();
    assertThat(Eligibility.verdict(candidate, Person.unknown("ana"))).isEqualTo(Verdict.ASKED);
  }

  /** After the wish not to be asked, and before all that is asked about him. */
  @Test
  void asksNobodyAtAnAddress_whereNothingArrives_butAtAnotherOne() {
    Person person =
        Person.unknown("ana")
            .unreachable(new UnreachableAddress("mail", "ana@EXAMPLE.org", "i0", MONDAY));
    Requester moved = new Requester("ana", null, "ana.kim@example.org", "en");
    DryRun dry = new DryRun();
    dry.consider(candidate(campaign(), ticket));

    assertThat(Eligibility.verdict(candidate(campaign(), ticket), person))
        .isEqualTo(Verdict.NO_ADDRESS);
    assertThat(Eligibility.verdict(candidate(campaign(), ticket), person.optedOut(MONDAY)))
        .isEqualTo(Verdict.OPTED_OUT);
    assertThat(dry.decide(ids -> Map.of("ana", person)))
        .extracting(DryRun.Item::verdict)
        .containsExactly(Verdict.NO_ADDRESS);
    assertThat(
            Eligibility.verdict(
                candidate(campaign(), ticket.toBuilder().requester(moved).build()), person))
        .isEqualTo(Verdict.ASKED);
    assertThat(Eligibility.verdict(candidate(campaign(), ticket), person.reachable(List.of("i0"))))
        .isEqualTo(Verdict.ASKED);
  }

  @Test
  void seesNoCandidate_whereTheTicketIsOpen() {
    assertThat(
            CampaignFixtures.candidates(campaign(), ticket.toBuilder().status(Ticket.OPEN).build()))
        .isEmpty();
  }

  @Test
  void countsFromTheClosing_whereATicketWasNeverResolved() {
    Ticket closed =
        ticket.toBuilder().status(Ticket.CLOSED).resolvedAt(null).closedAt(SOON).build();

    assertThat(candidate(campaign(), closed).at()).isEqualTo(SOON);
  }

  @ParameterizedTest
  @CsvSource({
    "priority, 3 - Moderate, true",
    "priority, 1 - Critical, false",
    "type, incident, false",
    "slaMet, true, false",
    "requester, ana, true"
  })
  void asksOnlyWhereTheConditionHolds(String field, String value, boolean holds) {
    Campaign campaign = with(request(Map.of(field, List.of("other", value)), Map.of()));

    assertThat(Eligibility.refusal(candidate(campaign, ticket), SOON).orElse(Verdict.ASKED))
        .isEqualTo(holds ? Verdict.ASKED : Verdict.CONDITION);
  }

  @Test
  void asksNobody_whereItWasTooLongAgo_butInADryRunNothingIs() {
    Candidate candidate = candidate(campaign(), ticket);
    Instant latest = MONDAY.plus(campaign().delay()).plus(campaign().maximumAge());

    assertThat(Eligibility.refusal(candidate, latest)).isEmpty();
    assertThat(Eligibility.refusal(candidate, latest.plusMillis(1))).contains(Verdict.TOO_OLD);
    assertThat(Eligibility.refusal(candidate, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bot-7, bot-*, true", "bot-, bot-*, true", "ana, bot-*, false", "ana, ana, true",
    "anna, ana, false", "a-x-b, a*x*b, true", "ab, a*b, true", "a, a*a, false",
    "axa, a*a, true", "anything, *, true", "abc, a*bc*c, false"
  })
  void leavesOutWhoIsExcluded(String person, String pattern, boolean excluded) {
    Campaign campaign = with(request(Map.of(), Map.of("requester", List.of(pattern))));
    Candidate candidate = candidate(campaign, resolved("T1", person, MONDAY));

    assertThat(Eligibility.refusal(candidate, SOON).isPresent()).isEqualTo(excluded);
  }

  @Test
  void leavesOutWhoResolvedItHimself() {
    assertThat(Eligibility.refusal(candidate(campaign(), resolved("T1", "Agent 7", MONDAY)), SOON))
        .contains(Verdict.EXCLUDED);
  }

  @Test
  void leavesOutWhomNobodyKnows() {
    assertThat(Eligibility.refusal(candidate(campaign(), resolved("T1", null, MONDAY)), SOON))
        .contains(Verdict.NO_PERSON);
  }

  @Test
  void leavesOutWhoHasNoAddress_byMailAlone() {
    Ticket without =
        ticket.toBuilder().requester(new Requester("ana", null, "nowhere", null)).build();
    Campaign byLink =
        new CampaignRequest(
                "c",
                "desk",
                Trigger.of(Trigger.TICKET_RESOLVED),
                null,
                "link",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null)
            .toCampaign(MONDAY);

    Person person = Person.unknown("ana");
    assertThat(Eligibility.verdict(candidate(campaign(), without), person))
        .isEqualTo(Verdict.NO_ADDRESS);
    assertThat(Eligibility.verdict(candidate(byLink, without), person)).isEqualTo(Verdict.ASKED);
  }

  @Test
  void leavesOutWhoDoesNotWantIt_beforeAnyOtherReasonOfThePerson() {
    Ticket without = ticket.toBuilder().requester(new Requester("ana", null, null, null)).build();

    assertThat(
            Eligibility.verdict(
                candidate(campaign(), without), Person.unknown("ana").optedOut(MONDAY)))
        .isEqualTo(Verdict.OPTED_OUT);
  }

  @Test
  void coolsDownStrictly_askedAgainExactlyThirtyDaysLaterIsAllowed() {
    Candidate candidate = candidate(campaign(), ticket);
    Instant thirtyDaysBefore = MONDAY.minus(Duration.ofDays(30));

    assertThat(Eligibility.verdict(candidate, asked(thirtyDaysBefore))).isEqualTo(Verdict.ASKED);
    assertThat(Eligibility.verdict(candidate, asked(thirtyDaysBefore.plusMillis(1))))
        .isEqualTo(Verdict.COOL_DOWN);
    assertThat(Eligibility.verdict(candidate, asked(MONDAY.plus(DAY))))
        .as("asked meanwhile about what came later")
        .isEqualTo(Verdict.COOL_DOWN);
  }

  @ParameterizedTest
  @CsvSource({"all, COOL_DOWN", "survey, ASKED", "campaign, ASKED"})
  void coolsDownOverWhatItIsToldTo(String over, Verdict verdict) {
    Campaign campaign =
        new CampaignRequest(
                "c",
                "desk",
                Trigger.of(Trigger.TICKET_RESOLVED),
                null,
                "mail",
                null,
                null,
                null,
                null,
                null,
                over,
                null,
                null,
                null,
                null,
                null)
            .toCampaign(MONDAY);

    assertThat(Eligibility.verdict(candidate(campaign, ticket), asked(MONDAY.minus(DAY))))
        .isEqualTo(verdict);
  }

  /** Asked about another service he may be asked; what is not known counts. */
  @ParameterizedTest
  @CsvSource({"Email, COOL_DOWN", "Printing, ASKED", ", COOL_DOWN"})
  void coolsDownPerValueOfAField(@Nullable String service, Verdict verdict) {
    Campaign campaign =
        campaign(
            "{'campaignId':'c','surveyId':'desk','trigger':{'on':'ticket-resolved'},"
                + "'channel':'mail','coolDownPer':'service'}");
    Map<String, String> values = service == null ? null : Map.of("service", service);
    Person person =
        Person.unknown("ana").asked(List.of(new Ask("i", "other", "desk", MONDAY, values)));

    assertThat(Eligibility.verdict(candidate(campaign, ticket), person)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T16:30:00Z, PT1H, 2026-11-23T09:30:00Z",
    "2026-11-21T12:00:00Z, PT0S, 2026-11-23T09:00:00Z",
    "2026-11-23T10:00:00Z, PT0S, 2026-11-23T10:00:00Z"
  })
  void waitsInBusinessHours_whereItIsToldTo(Instant at, String delay, Instant planned) {
    Campaign campaign =
        campaign(
            "{'campaignId':'c','surveyId':'desk','trigger':{'on':'ticket-resolved'},"
                + "'channel':'mail','delayIn':'business-hours','delay':'%s'}".formatted(delay));

    assertThat(candidate(campaign, resolved("T1", "ana", at)).planned()).isEqualTo(planned);
  }

  @Test
  void asksNobodyMoreOftenInThirtyDaysThanMayBe() {
    Campaign campaign =
        new CampaignRequest(
                "c",
                "desk",
                Trigger.of(Trigger.TICKET_RESOLVED),
                null,
                "mail",
                null,
                null,
                null,
                null,
                "PT0S",
                null,
                2,
                null,
                null,
                null,
                null)
            .toCampaign(MONDAY);
    Candidate candidate = candidate(campaign, ticket);
    Instant old = MONDAY.minus(Duration.ofDays(30));

    assertThat(Eligibility.verdict(candidate, asked(old, MONDAY.minus(DAY))))
        .isEqualTo(Verdict.ASKED);
    assertThat(Eligibility.verdict(candidate, asked(MONDAY.minus(DAY), MONDAY.minus(DAY))))
        .isEqualTo(Verdict.MOST_PER_30_DAYS);
  }

  @Test
  void samplesEvenly_andTheSameTicketAlwaysTheSame() {
    Campaign tenth =
        new CampaignRequest(
                "c",
                "desk",
                Trigger.of(Trigger.TICKET_RESOLVED),
                null,
                "mail",
                null,
                0.1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null)
            .toCampaign(MONDAY);
    List<Verdict> verdicts =
        IntStream.range(0, 20_000)
            .mapToObj(i -> candidate(tenth, resolved("T" + i, "ana", MONDAY)))
            .map(candidate -> Eligibility.verdict(candidate, Person.unknown("ana")))
            .toList();

    // Five standard deviations of a binomial distribution: 5 sqrt(20,000 x 0.1 x 0.9).
    assertThat(verdicts.stream().filter(Verdict.ASKED::equals).count()).isBetween(1788L, 2212L);
    assertThat(Eligibility.verdict(candidate(tenth, resolved("T1", "bo", SOON)), asked()))
        .isEqualTo(verdicts.get(1));
  }

  @Test
  void givesTheSameCandidateTheSameId_andEachReopeningAnother() {
    String id = candidate(campaign(), ticket).invitationId();

    assertThat(candidate(campaign(), ticket.toBuilder().revision(9).build()).invitationId())
        .isEqualTo(id)
        .matches("[0-9a-f]{32}");
    assertThat(candidate(campaign(), ticket.toBuilder().reopenCount(1).build()).invitationId())
        .isNotEqualTo(id);
  }
}
