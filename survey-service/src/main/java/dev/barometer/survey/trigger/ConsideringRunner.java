package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.Calendars;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Eligibility;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import dev.barometer.survey.occurrence.OccurrenceReader;
import dev.barometer.survey.occurrence.SubjectKind;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.PersonRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Looks what candidates there are. They are decided when their delay is over, by what is known
 * then: in the document of the person, and where nobody is known, under a key of what they are
 * about. What is decided by itself and whose time has come is told at once: a replay of history
 * waits for nothing.
 */
@Component
class ConsideringRunner implements DueHandler {
  private static final String KIND = "occurrence.consider";
  private static final String REOPENED = "reopened";
  private static final char SEPARATOR = '|';
  private static final int MOST_AT_ONCE = 200;

  /** A ticket is hardly reopened more often than that while its invitations are still open. */
  private static final int REOPENINGS_LOOKED_BACK = 5;

  /** Until there is room again in the document of somebody. */
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  private final CampaignRepository campaigns;
  private final OccurrenceReader occurrences;
  private final KnownTicketRepository tickets;
  private final PersonRepository people;
  private final InvitationRepository known;
  private final InvitationPublisher invitations;
  private final AskingRunner asking;
  private final VerdictPublisher verdicts;
  private final ObjectProvider<Timetable> timetable;
  private final BusinessCalendar calendar;
  private final AskingProperties settings;
  private final Clock clock;

  ConsideringRunner(
      CampaignRepository campaigns,
      OccurrenceReader occurrences,
      KnownTicketRepository tickets,
      PersonRepository people,
      InvitationRepository known,
      InvitationPublisher invitations,
      AskingRunner asking,
      VerdictPublisher verdicts,
      ObjectProvider<Timetable> timetable,
      Calendars calendars,
      AskingProperties settings,
      Clock clock) {
    this.campaigns = campaigns;
    this.occurrences = occurrences;
    this.tickets = tickets;
    this.people = people;
    this.known = known;
    this.invitations = invitations;
    this.asking = asking;
    this.verdicts = verdicts;
    this.timetable = timetable;
    this.calendar = calendars.ofOrganisation();
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Looks what candidates these give, as they are known now.
   *
   * @param again whether some may have been looked at before by somebody who died over it
   */
  void consider(SubjectKind kind, Collection<String> ids, boolean again) {
    List<Campaign> all =
        campaigns.all().stream()
            .filter(campaign -> !campaign.status().equals(Campaign.STOPPED))
            .toList();
    if (all.isEmpty()) {
      return;
    }
    if (kind == SubjectKind.TICKET) {
      callBack(tickets.find(ids).values(), all, again);
    }
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    for (Occurrence occurrence : occurrences.of(kind, ids)) {
      for (Campaign campaign : all) {
        Candidate.of(campaign, occurrence, calendar)
            .filter(Candidate::isNews)
            .ifPresent(one -> candidates.put(one.invitationId(), one));
      }
    }
    consider(candidates, again);
  }

  /** Those that are not decided yet, each by its id. */
  void consider(Map<String, Candidate> candidates, boolean again) {
    Set<String> decided = known.find(candidates.keySet()).keySet();
    if (again) {
      invitations.tellAgain(decided);
    }
    Map<String, Candidate> open = new LinkedHashMap<>(candidates);
    open.keySet().removeAll(decided);
    decideOrWait(open);
  }

  private void decideOrWait(Map<String, Candidate> candidates) {
    Instant now = now();
    List<VerdictPublisher.Decided> refused = new ArrayList<>();
    Map<String, List<Pending>> byPerson = new LinkedHashMap<>();
    Map<String, Instant> looking = new LinkedHashMap<>();
    for (Candidate candidate : candidates.values()) {
      Optional<Verdict> refusal = Eligibility.refusal(candidate, now);
      Optional<String> person = candidate.personId();
      if (refusal.isPresent() && !candidate.planned().isAfter(now)) {
        refused.add(new VerdictPublisher.Decided(candidate, refusal.get()));
      } else if (person.isPresent()) {
        byPerson
            .computeIfAbsent(person.get(), id -> new ArrayList<>())
            .add(pending(candidate, now));
      } else {
        lookAgain(looking, candidate.occurrence().key(), candidate.planned());
      }
    }
    verdicts.publish(refused, now);
    for (Pending left : asking.decideLater(byPerson)) {
      Instant soon = now.plus(A_WHILE);
      OccurrenceKey about = left.about();
      if (about != null) {
        lookAgain(looking, about, left.due().isAfter(soon) ? left.due() : soon);
      }
    }
    List<Due> due = new ArrayList<>();
    looking.forEach((key, at) -> due.add(new Due(KIND, key, at)));
    timetable.getObject().schedule(due);
  }

  private static void lookAgain(Map<String, Instant> looking, OccurrenceKey about, Instant at) {
    looking.merge(
        about.subjectKind().id() + SEPARATOR + about.subjectId(),
        at,
        (one, other) -> one.isBefore(other) ? one : other);
  }

  private Pending pending(Candidate candidate, Instant now) {
    Instant earliest = now.plus(settings.settle());
    Occurrence occurrence = candidate.occurrence();
    boolean isToldOf = occurrence.key().subjectKind() != SubjectKind.PERSON;
    return Pending.of(
        candidate.invitationId(),
        candidate.campaign().campaignId(),
        occurrence.key(),
        candidate.at(),
        candidate.planned().isAfter(earliest) ? candidate.planned() : earliest,
        isToldOf ? null : occurrence);
  }

  /** Where a ticket was reopened, nobody is to answer how it was resolved. */
  private void callBack(Collection<Ticket> current, List<Campaign> all, boolean again) {
    List<String> ids = new ArrayList<>();
    for (Ticket ticket : current) {
      int before = ticket.reopenCount() - 1;
      for (int n = Math.max(0, before - REOPENINGS_LOOKED_BACK); n <= before; n++) {
        OccurrenceKey key =
            new OccurrenceKey(Occurrence.RESOLVED, ticket.ticketId(), String.valueOf(n));
        all.forEach(campaign -> ids.add(key.invitationId(campaign.campaignId())));
      }
    }
    known.find(ids).values().stream()
        .filter(one -> one.isOpen() || again && REOPENED.equals(one.reason()))
        .forEach(this::callBack);
  }

  /** What was called back before is told again: whoever did it may have died over it. */
  private void callBack(InvitationDocument before) {
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
    return MOST_AT_ONCE;
  }

  /** The time of some has come, of whom nobody was known: they are looked at once more. */
  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    return DueHandler.eachAloneAfterAFailure(due, this::look);
  }

  private void look(List<Due> due) {
    for (SubjectKind kind : SubjectKind.values()) {
      String prefix = kind.id() + SEPARATOR;
      List<String> ids =
          due.stream()
              .map(Due::key)
              .filter(key -> key.startsWith(prefix))
              .map(key -> key.substring(prefix.length()))
              .toList();
      if (!ids.isEmpty()) {
        consider(kind, ids, true);
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
