package dev.barometer.survey.trigger;

import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Eligibility;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of a candidate.
 *
 * @param candidate null where there is none any more: the ticket was reopened, or is gone
 * @param verdict null where there is no candidate
 */
record Decision(Pending pending, @Nullable Candidate candidate, @Nullable Verdict verdict) {
  /** Whether it was decided; it is not where its time is another than it was. */
  boolean isMade() {
    return candidate == null || verdict != null;
  }

  /** The same, when its time has come. */
  Pending later() {
    return pending.dueAt(Objects.requireNonNull(candidate).planned());
  }

  boolean asks() {
    return verdict == Verdict.ASKED;
  }

  /**
   * Decides what is due of one person, one after the other. What he was asked before stays decided.
   *
   * @param candidates what is known of it now; empty where that is not so any more
   * @param fields those that cool-downs go by
   * @param ids of what was looked up: nothing else is decided
   */
  static List<Decision> of(
      Person person,
      Function<Pending, Optional<Candidate>> candidates,
      Collection<String> fields,
      Collection<String> ids,
      Instant now) {
    List<Decision> decisions = new ArrayList<>();
    Person current = person;
    for (Pending pending : person.due(now)) {
      if (!ids.contains(pending.invitationId())) {
        continue;
      }
      Candidate candidate =
          candidates
              .apply(pending)
              .filter(one -> one.personId().orElse(person.id()).equals(person.id()))
              .orElse(null);
      Decision decision =
          new Decision(pending, candidate, verdict(pending, candidate, current, now));
      decisions.add(decision);
      if (decision.asks()) {
        current = current.asked(List.of(decision.ask(fields)));
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
    if (pending.given() == null && candidate.planned().isAfter(now)) {
      return null; // it was changed to be later: it waits until then
    }
    return verdict(candidate, person, now);
  }

  /** What becomes of a candidate whose time has come. */
  static Verdict verdict(Candidate candidate, Person person, Instant now) {
    Verdict verdict =
        Eligibility.refusal(candidate, now).orElseGet(() -> Eligibility.verdict(candidate, person));
    return verdict == Verdict.ASKED && !candidate.mayAsk() ? Verdict.PAUSED : verdict;
  }

  Ask ask(Collection<String> fields) {
    return Objects.requireNonNull(candidate).ask(fields);
  }
}
