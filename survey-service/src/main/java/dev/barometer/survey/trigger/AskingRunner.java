package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Eligibility;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonDueStore;
import dev.barometer.survey.person.PersonRepository;
import java.time.Clock;
import java.time.Duration;
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
  private static final String REOPENED = "reopened";
  private static final int MOST_PEOPLE = 200;

  /** A ticket is hardly reopened more often than that while its invitations are still open. */
  private static final int REOPENINGS_LOOKED_BACK = 5;

  private final CampaignRepository campaigns;
  private final SurveyRepository surveys;
  private final KnownTicketRepository tickets;
  private final PersonRepository people;
  private final InvitationRepository known;
  private final InvitationPublisher invitations;
  private final LinkSecrets secrets;
  private final ObjectProvider<Timetable> timetable;
  private final PersonDueStore dues;
  private final AskingProperties settings;
  private final Clock clock;

  AskingRunner(
      CampaignRepository campaigns,
      SurveyRepository surveys,
      KnownTicketRepository tickets,
      PersonRepository people,
      InvitationRepository known,
      InvitationPublisher invitations,
      LinkSecrets secrets,
      ObjectProvider<Timetable> timetable,
      PersonDueStore dues,
      AskingProperties settings,
      Clock clock) {
    this.campaigns = campaigns;
    this.surveys = surveys;
    this.tickets = tickets;
    this.people = people;
    this.known = known;
    this.invitations = invitations;
    this.secrets = secrets;
    this.timetable = timetable;
    this.dues = dues;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Looks what candidates these tickets give, as they are known now.
   *
   * @param again whether some may have been looked at before by somebody who died over it
   */
  void consider(Collection<String> ticketIds, boolean again) {
    List<Campaign> all = campaigns.all();
    if (all.isEmpty()) {
      return;
    }
    Collection<Ticket> current = tickets.find(ticketIds).values();
    callBack(current, all);
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    for (Ticket ticket : current) {
      for (Campaign campaign : all) {
        if (campaign.isRunning()) {
          Candidate.of(campaign, ticket).ifPresent(one -> candidates.put(one.invitationId(), one));
        }
      }
    }
    Set<String> decided = known.find(candidates.keySet()).keySet();
    if (again) {
      invitations.tellAgain(decided);
    }
    candidates.keySet().removeAll(decided);
    decideLater(candidates.values());
  }

  private void decideLater(Collection<Candidate> candidates) {
    Instant now = now();
    Versions versions = new Versions();
    List<InvitationDocument> refused = new ArrayList<>();
    Map<String, List<Pending>> byPerson = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      Verdict refusal = Eligibility.refusal(candidate, now).orElse(null);
      if (refusal == null) {
        byPerson
            .computeIfAbsent(candidate.personId().orElseThrow(), id -> new ArrayList<>())
            .add(pending(candidate, now));
      } else {
        refused.add(invitation(candidate, refusal, versions, now));
      }
    }
    invitations.issue(refused, Map.of());
    Map<String, UnaryOperator<Person>> changes = new LinkedHashMap<>();
    byPerson.forEach((id, pending) -> changes.put(id, person -> person.considering(pending)));
    scheduleNext(people.change(changes).values());
  }

  private Pending pending(Candidate candidate, Instant now) {
    Instant planned = candidate.at().plus(candidate.campaign().delay());
    Instant earliest = now.plus(settings.settle());
    return new Pending(
        candidate.invitationId(),
        candidate.campaign().campaignId(),
        candidate.ticket().ticketId(),
        candidate.ticket().reopenCount(),
        candidate.at(),
        planned.isAfter(earliest) ? planned : earliest);
  }

  /** Where a ticket was reopened, nobody is to answer how it was resolved. */
  private void callBack(Collection<Ticket> current, List<Campaign> all) {
    List<String> ids = new ArrayList<>();
    for (Ticket ticket : current) {
      int before = ticket.reopenCount() - 1;
      for (int n = Math.max(0, before - REOPENINGS_LOOKED_BACK); n <= before; n++) {
        for (Campaign campaign : all) {
          ids.add(Candidate.invitationId(campaign.campaignId(), ticket.ticketId(), n));
        }
      }
    }
    known.find(ids).values().forEach(this::callBack);
  }

  /** What was called back before is told again: whoever did it may have died over it. */
  private void callBack(InvitationDocument before) {
    if (!before.isOpen() && !REOPENED.equals(before.reason())) {
      return;
    }
    Optional<InvitationDocument> standing = invitations.callBack(before.id(), REOPENED);
    String personId = before.personId();
    if (personId != null && standing.filter(one -> REOPENED.equals(one.reason())).isPresent()) {
      people.change(personId, person -> person.unasked(List.of(before.id())));
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int mostAtOnce() {
    return MOST_PEOPLE;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    Instant now = now();
    Map<String, Person> before = people.find(due.stream().map(PersonDueStore::personOf).toList());
    Map<String, Campaign> byId = new HashMap<>();
    for (Campaign campaign : campaigns.all()) {
      boolean canAsk = surveys.published(campaign.surveyId()).isPresent();
      byId.put(campaign.campaignId(), canAsk ? campaign : campaign.paused(now));
    }
    Map<String, Ticket> about =
        tickets.find(
            before.values().stream()
                .flatMap(person -> person.due(now).stream())
                .map(Pending::ticketId)
                .collect(Collectors.toSet()));

    Map<String, List<Decision>> decisions = new HashMap<>();
    Map<String, UnaryOperator<Person>> changes = new LinkedHashMap<>();
    for (String id : before.keySet()) {
      changes.put(
          id,
          person -> {
            List<Decision> made = Decision.of(person, byId, about, now);
            decisions.put(id, made);
            return person.asked(made.stream().filter(Decision::asks).map(Decision::ask).toList());
          });
    }
    people.change(changes);
    issue(decisions.values(), now);
    Map<String, UnaryOperator<Person>> settled = new LinkedHashMap<>();
    decisions.forEach(
        (id, made) -> {
          List<String> ids = made.stream().map(one -> one.pending().invitationId()).toList();
          settled.put(id, person -> person.decided(ids));
        });
    Map<String, Person> after = people.change(settled);
    callBackOfWhoStopped(after, decisions);
    scheduleNext(after.values());
    return Map.of();
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

  private void issue(Collection<List<Decision>> decisions, Instant now) {
    Versions versions = new Versions();
    Map<String, List<Duration>> reminders = new HashMap<>();
    List<InvitationDocument> documents = new ArrayList<>();
    for (List<Decision> ofOne : decisions) {
      for (Decision decision : ofOne) {
        Candidate candidate = decision.candidate();
        Verdict verdict = decision.verdict();
        if (candidate != null && verdict != null) {
          reminders.put(candidate.campaign().campaignId(), candidate.campaign().reminders());
          documents.add(invitation(candidate, verdict, versions, now));
        }
      }
    }
    invitations.issue(documents, reminders);
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

  private InvitationDocument invitation(
      Candidate candidate, Verdict verdict, Versions versions, Instant now) {
    String link = LinkSecrets.hash(secrets.of(candidate.invitationId()));
    return NewInvitation.of(
        candidate, verdict, versions.of(candidate.campaign().surveyId()), link, now);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The version of each survey that is asked now, looked up once for a batch. */
  private final class Versions {
    private final Map<String, Integer> bySurvey = new HashMap<>();

    int of(String surveyId) {
      return bySurvey.computeIfAbsent(
          surveyId, id -> surveys.published(id).map(survey -> survey.version()).orElse(1));
    }
  }
}
