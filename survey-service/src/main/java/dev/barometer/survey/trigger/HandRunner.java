package dev.barometer.survey.trigger;

import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.Calendars;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Asks at once, and by the same way as all others are asked: so whoever dies over it is found, and
 * a person who is asked by two at once is asked by one of them.
 */
@Component
class HandRunner {
  private static final int MOST_TIMES = 20;

  private final AskingRunner asking;
  private final InvitationRepository known;
  private final InvitationPublisher invitations;
  private final PersonRepository people;
  private final BusinessCalendar calendar;
  private final Clock clock;

  HandRunner(
      AskingRunner asking,
      InvitationRepository known,
      InvitationPublisher invitations,
      PersonRepository people,
      Calendars calendars,
      Clock clock) {
    this.asking = asking;
    this.known = known;
    this.invitations = invitations;
    this.people = people;
    this.calendar = calendars.ofOrganisation();
    this.clock = clock;
  }

  /**
   * What would become of each now, in their order, by what is known of him now; what became of him
   * where the same was asked before. Nothing is noted.
   */
  List<HandLook> look(Campaign campaign, List<Occurrence> occurrences) {
    Instant now = clock.instant();
    Campaign asks = asking.asItCanAsk(campaign, now);
    List<Candidate> candidates =
        occurrences.stream().map(one -> Candidate.of(asks, one, calendar).orElseThrow()).toList();
    Map<String, InvitationDocument> decided =
        known.find(candidates.stream().map(Candidate::invitationId).toList());
    Map<String, Person> byId =
        people.find(occurrences.stream().map(one -> one.key().subjectId()).toList());
    List<HandLook> all = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Occurrence occurrence = candidate.occurrence();
      InvitationDocument before = decided.get(candidate.invitationId());
      String verdict =
          before != null
              ? Objects.requireNonNullElse(before.reason(), Verdict.ASKED.id())
              : Decision.verdict(
                      candidate,
                      Objects.requireNonNull(byId.get(occurrence.key().subjectId())),
                      now)
                  .id();
      all.add(new HandLook(Objects.requireNonNull(occurrence.person()), verdict, before != null));
    }
    return all;
  }

  /** What became of each, in their order. */
  List<InvitationDocument> ask(Campaign campaign, List<Occurrence> occurrences) {
    Map<String, List<Pending>> byPerson = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>();
    for (Occurrence occurrence : occurrences) {
      Candidate candidate = Candidate.of(campaign, occurrence, calendar).orElseThrow();
      ids.add(candidate.invitationId());
      byPerson.put(
          occurrence.key().subjectId(),
          List.of(
              Pending.of(
                  candidate.invitationId(),
                  campaign.campaignId(),
                  occurrence.key(),
                  candidate.at(),
                  candidate.at(),
                  occurrence)));
    }
    Set<String> before = known.find(ids).keySet();
    invitations.tellAgain(before);
    ids.stream().filter(before::contains).forEach(id -> byPerson.values().removeIf(of(id)));
    asking.decideLater(byPerson);
    Map<String, InvitationDocument> decided = known.find(ids);
    // Of somebody of whom much is due that is decided first.
    for (int time = 0; decided.size() < ids.size() && time < MOST_TIMES; time++) {
      asking.decideNow(byPerson.keySet());
      decided = known.find(ids);
    }
    return ids.stream().map(decided::get).filter(Objects::nonNull).toList();
  }

  private static Predicate<List<Pending>> of(String invitationId) {
    return pending -> pending.get(0).invitationId().equals(invitationId);
  }
}
