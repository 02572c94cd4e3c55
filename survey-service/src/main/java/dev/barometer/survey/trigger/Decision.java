package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Eligibility;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of a candidate.
 *
 * @param candidate null where there is none any more: the ticket was reopened, or is gone
 * @param verdict null where there is no candidate
 */
record Decision(Pending pending, @Nullable Candidate candidate, @Nullable Verdict verdict) {
  boolean asks() {
    return verdict == Verdict.ASKED;
  }

  /**
   * Decides what is due of one person, one after the other. What he was asked before stays decided.
   *
   * @param campaigns by id
   * @param tickets by id, as they are known now
   */
  static List<Decision> of(
      Person person, Map<String, Campaign> campaigns, Map<String, Ticket> tickets, Instant now) {
    List<Decision> decisions = new ArrayList<>();
    Person current = person;
    for (Pending pending : person.due(now)) {
      Campaign campaign = campaigns.get(pending.campaignId());
      Ticket ticket = tickets.get(pending.ticketId());
      Candidate candidate =
          campaign == null || ticket == null || ticket.reopenCount() != pending.reopenCount()
              ? null
              : Candidate.of(campaign, ticket)
                  .filter(one -> one.personId().equals(Optional.of(person.id())))
                  .orElse(null);
      Decision decision =
          new Decision(pending, candidate, verdict(pending, candidate, current, now));
      decisions.add(decision);
      if (decision.asks() && candidate != null) {
        current = current.asked(List.of(decision.ask()));
      }
    }
    return decisions;
  }

  private static @Nullable Verdict verdict(
      Pending pending, @Nullable Candidate candidate, Person person, Instant now) {
    if (candidate == null) {
      return null;
    }
    if (person.wasAsked(pending.invitationId())) {
      return Verdict.ASKED;
    }
    if (!candidate.campaign().isRunning()) {
      return Verdict.PAUSED;
    }
    return Eligibility.refusal(candidate, now)
        .orElseGet(() -> Eligibility.verdict(candidate, person));
  }

  /**
   * That he was asked, as later decisions look at it: from event to event, so that a decision that
   * comes late, and a dry run, are the same.
   */
  Ask ask() {
    Campaign campaign = Objects.requireNonNull(candidate).campaign();
    return new Ask(
        pending.invitationId(), campaign.campaignId(), campaign.surveyId(), candidate.at());
  }
}
