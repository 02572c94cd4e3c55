package dev.barometer.survey.campaign;

import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would have done in a time, by the rules that decide when it runs. It asks nobody:
 * who is asked in it counts against later candidates, beside what he was really asked.
 */
public final class DryRun {
  private final List<Considered> considered = new ArrayList<>();

  /**
   * A candidate and what would become of it.
   *
   * @param candidate null where its verdict did not depend on the person
   * @param verdict null until the person's past is looked at
   */
  private record Considered(
      String ticketId,
      @Nullable String person,
      Instant at,
      @Nullable Candidate candidate,
      @Nullable Verdict verdict) {}

  /** One of them, decided. */
  public record Item(String ticketId, @Nullable String person, Instant at, Verdict verdict) {}

  /** Takes a candidate, in any order. */
  public void consider(Candidate candidate) {
    Verdict refusal = Eligibility.refusal(candidate, null).orElse(null);
    considered.add(
        new Considered(
            candidate.ticket().ticketId(),
            candidate.personId().orElse(null),
            candidate.at(),
            refusal == null ? candidate : null,
            refusal));
  }

  /** Of whom it depends what they were asked. */
  public Set<String> people() {
    Set<String> people = new TreeSet<>();
    for (Considered one : considered) {
      if (one.verdict() == null && one.person() != null) {
        people.add(one.person());
      }
    }
    return people;
  }

  /**
   * Decides all of them in the order of their time, then of the ticket's id.
   *
   * @param past what is known of each person
   */
  public List<Item> decide(Function<String, Person> past) {
    considered.sort(Comparator.comparing(Considered::at).thenComparing(Considered::ticketId));
    Map<String, Person> people = new HashMap<>();
    List<Item> items = new ArrayList<>(considered.size());
    for (Considered one : considered) {
      Verdict verdict = one.verdict();
      Candidate candidate = one.candidate();
      if (candidate != null && one.person() != null) {
        Person person = people.computeIfAbsent(one.person(), past);
        // Asked for this very candidate he was, as the run would have it.
        String invitationId = candidate.invitationId();
        verdict =
            person.wasAsked(invitationId) ? Verdict.ASKED : Eligibility.verdict(candidate, person);
        if (verdict == Verdict.ASKED) {
          Campaign campaign = candidate.campaign();
          Ask ask =
              new Ask(invitationId, campaign.campaignId(), campaign.surveyId(), candidate.at());
          people.put(one.person(), person.asked(List.of(ask)));
        }
      }
      items.add(
          new Item(
              one.ticketId(),
              one.person(),
              one.at(),
              verdict == null ? Verdict.NO_PERSON : verdict));
    }
    return items;
  }

  /** How many have each verdict. */
  public static Map<Verdict, Integer> counts(List<Item> items) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    items.forEach(item -> counts.merge(item.verdict(), 1, Integer::sum));
    return counts;
  }
}
