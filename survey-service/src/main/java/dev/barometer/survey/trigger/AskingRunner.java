package dev.barometer.survey.trigger;

import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.Calendars;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import dev.barometer.survey.occurrence.OccurrenceReader;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonDueStore;
import dev.barometer.survey.person.PersonRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks people. A candidate waits in the document of the person until it is due; then all that is
 * due of him is decided in its order, noted in that one document, and done: so whoever dies
 * anywhere finds it there again, and two who decide at once cannot both ask.
 */
@Component
class AskingRunner implements DueHandler {
  private static final String KIND = "person.decide";
  private static final int MOST_PEOPLE = 200;

  private final CampaignRepository campaigns;
  private final SurveyRepository surveys;
  private final OccurrenceReader occurrences;
  private final PersonRepository people;
  private final VerdictPublisher verdicts;
  private final InvitationPublisher invitations;
  private final ObjectProvider<Timetable> timetable;
  private final BusinessCalendar calendar;
  private final PersonDueStore dues;
  private final ErasedPeople erased;
  private final Clock clock;

  AskingRunner(
      CampaignRepository campaigns,
      SurveyRepository surveys,
      OccurrenceReader occurrences,
      PersonRepository people,
      VerdictPublisher verdicts,
      InvitationPublisher invitations,
      ObjectProvider<Timetable> timetable,
      Calendars calendars,
      PersonDueStore dues,
      ErasedPeople erased,
      Clock clock) {
    this.campaigns = campaigns;
    this.surveys = surveys;
    this.occurrences = occurrences;
    this.people = people;
    this.verdicts = verdicts;
    this.invitations = invitations;
    this.timetable = timetable;
    this.calendar = calendars.ofOrganisation();
    this.dues = dues;
    this.erased = erased;
    this.clock = clock;
  }

  /**
   * Notes of people that these are to be decided.
   *
   * @return what has no room: it has to wait elsewhere
   */
  List<Pending> decideLater(Map<String, List<Pending>> byPerson) {
    Instant now = now();
    Map<String, UnaryOperator<Person>> changes = new LinkedHashMap<>();
    byPerson.forEach(
        (id, pending) -> {
          if (!erased.includes(id)) {
            changes.put(id, person -> person.considering(pending, now));
          }
        });
    Map<String, Person> after = people.change(changes);
    scheduleNext(after.values());
    List<Pending> left = new ArrayList<>();
    after.forEach(
        (id, person) ->
            byPerson.getOrDefault(id, List.of()).stream()
                .filter(one -> !person.knows(one))
                .forEach(left::add));
    return left;
  }

  /** Decides now what is due of these people. */
  void decideNow(Collection<String> personIds) {
    Instant now = now();
    decide(personIds.stream().map(id -> new Due(KIND, id, now)).toList());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int mostAtOnce() {
    return MOST_PEOPLE;
  }

  /** Where one of many cannot be decided, the others are: each by himself then. */
  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    return DueHandler.eachAloneAfterAFailure(due, this::decide);
  }

  private void decide(List<Due> due) {
    Instant now = now();
    Map<String, Person> before = people.find(due.stream().map(PersonDueStore::personOf).toList());
    Map<String, Campaign> byId = new HashMap<>();
    campaigns.all().forEach(one -> byId.put(one.campaignId(), asItCanAsk(one, now)));
    Known known = known(before.values(), byId, now);

    Map<String, List<Decision>> decisions = new HashMap<>();
    Map<String, UnaryOperator<Person>> changes = new LinkedHashMap<>();
    Set<String> fields =
        byId.values().stream()
            .flatMap(campaign -> campaign.coolDownFields().stream())
            .collect(Collectors.toSet());
    for (Map.Entry<String, Person> read : before.entrySet()) {
      String id = read.getKey();
      // Whoever else decided meanwhile left others, of which nothing was looked up here.
      List<String> looked = read.getValue().due(now).stream().map(Pending::invitationId).toList();
      changes.put(
          id,
          person -> {
            List<Decision> made =
                Decision.of(
                    person,
                    erased.includes(id) ? none -> Optional.empty() : known::candidate,
                    fields,
                    looked,
                    now);
            decisions.put(id, made);
            return person.asked(
                made.stream().filter(Decision::asks).map(one -> one.ask(fields)).toList());
          });
    }
    people.change(changes);
    Set<String> refused = publish(decisions.values(), now);
    Map<String, UnaryOperator<Person>> settled = new LinkedHashMap<>();
    decisions.forEach(
        (id, made) -> {
          settled.put(id, person -> settled(person, made, refused));
        });
    Map<String, Person> after = people.change(settled);
    callBackOfWhoStopped(after, decisions);
    scheduleNext(after.values());
  }

  /** Where nothing of its survey is published it is as good as paused. */
  Campaign asItCanAsk(Campaign campaign, Instant now) {
    return surveys.published(campaign.surveyId()).isPresent() ? campaign : campaign.paused(now);
  }

  /** What was decided is not pending any more; what nobody was told of does not count as asked. */
  private Person settled(Person person, List<Decision> made, Set<String> refused) {
    List<String> ids =
        made.stream().filter(Decision::isMade).map(one -> one.pending().invitationId()).toList();
    List<String> gone =
        made.stream()
            .filter(one -> isGone(one, refused))
            .map(one -> one.pending().invitationId())
            .filter(person::wasAsked)
            .toList();
    List<Pending> later = made.stream().filter(one -> !one.isMade()).map(Decision::later).toList();
    return person.settled(ids, gone, later);
  }

  /** Whether nobody was asked after all: somebody else refused it meanwhile, or it is not so. */
  private boolean isGone(Decision made, Set<String> refused) {
    String id = made.pending().invitationId();
    return made.candidate() == null ? !invitations.isKnown(id) : refused.contains(id);
  }

  /** What is known now of all that is due. */
  private record Known(
      Map<String, Campaign> campaigns,
      Map<OccurrenceKey, Occurrence> occurrences,
      BusinessCalendar calendar) {

    Optional<Candidate> candidate(Pending pending) {
      Campaign campaign = campaigns.get(pending.campaignId());
      return campaign == null
          ? Optional.empty()
          : Optional.ofNullable(occurrence(pending, campaign))
              .flatMap(one -> Candidate.of(campaign, one, calendar));
    }

    private @Nullable Occurrence occurrence(Pending pending, Campaign campaign) {
      return pending.given() != null
          ? pending.given()
          : occurrences.get(pending.key(campaign.trigger().on()));
    }
  }

  private Known known(Collection<Person> some, Map<String, Campaign> byId, Instant now) {
    Set<OccurrenceKey> keys =
        some.stream()
            .flatMap(person -> person.due(now).stream())
            .filter(one -> one.given() == null)
            .flatMap(one -> keyOf(one, byId.get(one.campaignId())).stream())
            .collect(Collectors.toSet());
    return new Known(byId, occurrences.find(keys), calendar);
  }

  private static Optional<OccurrenceKey> keyOf(Pending pending, @Nullable Campaign campaign) {
    return Optional.ofNullable(campaign).map(one -> pending.key(one.trigger().on()));
  }

  /** Whoever said meanwhile that he does not want to be asked found nothing to call back yet. */
  private void callBackOfWhoStopped(
      Map<String, Person> after, Map<String, List<Decision>> decisions) {
    decisions.forEach(
        (id, made) -> {
          Person person = after.get(id);
          if (person != null && person.optedOutAt() != null) {
            made.stream()
                .filter(Decision::asks)
                .forEach(
                    one ->
                        invitations.callBack(one.pending().invitationId(), Verdict.OPTED_OUT.id()));
          }
        });
  }

  private Set<String> publish(Collection<List<Decision>> decisions, Instant now) {
    List<VerdictPublisher.Decided> made = new ArrayList<>();
    for (List<Decision> ofOne : decisions) {
      for (Decision decision : ofOne) {
        Candidate candidate = decision.candidate();
        Verdict verdict = decision.verdict();
        if (candidate != null && verdict != null) {
          made.add(new VerdictPublisher.Decided(candidate, verdict));
        }
      }
    }
    return verdicts.publish(made, now);
  }

  /**
   * Somebody else may have changed a person and said when the next is due, while this was about to
   * say it of an older state: who finds that says it once more.
   */
  private void scheduleNext(Collection<Person> some) {
    Map<String, Instant> next = nextOf(some);
    while (!next.isEmpty()) {
      List<Due> due = new ArrayList<>();
      next.forEach((id, at) -> due.add(dues.at(KIND, id, at)));
      timetable.getObject().schedule(due);
      Map<String, Instant> now = nextOf(people.find(next.keySet()).values());
      now.entrySet().removeAll(next.entrySet());
      next = now;
    }
  }

  private static Map<String, Instant> nextOf(Collection<Person> some) {
    Map<String, Instant> next = new LinkedHashMap<>();
    some.forEach(person -> person.nextDue().ifPresent(at -> next.put(person.id(), at)));
    return next;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
