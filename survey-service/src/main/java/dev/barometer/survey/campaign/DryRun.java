package dev.barometer.survey.campaign;

import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would have done in a time, by the rules that decide when it runs. It asks nobody:
 * who is asked in it counts against later candidates, beside what he was really asked.
 */
public final class DryRun {
  private static final int PEOPLE_AT_ONCE = 500;

  private final List<Item> decided = new ArrayList<>();
  private final Map<String, List<Open>> open = new HashMap<>();
  private @Nullable Campaign campaign;

  /**
   * One of them, decided.
   *
   * @param ticketId what it is about: a ticket, where the campaign asks about tickets
   */
  public record Item(String ticketId, @Nullable String person, Instant at, Verdict verdict) {}

  /**
   * What depends on the person's past: no more of it than that needs.
   *
   * @param otherwise what speaks against it else; null where nothing does
   */
  private record Open(
      String subjectId, Ask asking, @Nullable String address, @Nullable Verdict otherwise) {}

  /** Takes a candidate, in any order; all of one campaign. */
  public void consider(Candidate candidate) {
    campaign = candidate.campaign();
    String subjectId = candidate.occurrence().key().subjectId();
    String person = candidate.personId().orElse(null);
    Verdict refusal = Eligibility.refusal(candidate, null).orElse(null);
    if (refusal != null || person == null) {
      decided.add(
          new Item(
              subjectId, person, candidate.at(), refusal == null ? Verdict.NO_PERSON : refusal));
    } else {
      open.computeIfAbsent(person, id -> new ArrayList<>())
          .add(
              new Open(
                  subjectId,
                  candidate.ask(candidate.campaign().coolDownFields()),
                  Eligibility.address(candidate),
                  Eligibility.ofPerson(candidate).orElse(null)));
    }
  }

  /**
   * Decides all of them, of each person in the order of their time, then of the subject's id.
   *
   * @param past what is known of some people
   * @return in that order
   */
  public List<Item> decide(Function<Collection<String>, Map<String, Person>> past) {
    List<String> people = List.copyOf(open.keySet());
    for (int from = 0; from < people.size(); from += PEOPLE_AT_ONCE) {
      List<String> some = people.subList(from, Math.min(people.size(), from + PEOPLE_AT_ONCE));
      Map<String, Person> known = past.apply(some);
      for (String id : some) {
        decide(known.getOrDefault(id, Person.unknown(id)), open.getOrDefault(id, List.of()));
        open.remove(id);
      }
    }
    decided.sort(Comparator.comparing(Item::at).thenComparing(Item::ticketId));
    return decided;
  }

  private void decide(Person before, List<Open> ofOne) {
    Person person = before;
    ofOne.sort(
        Comparator.comparing((Open one) -> one.asking().at()).thenComparing(Open::subjectId));
    for (Open one : ofOne) {
      // Asked for this very candidate he was, as the run would have it.
      Verdict verdict =
          person.wasAsked(one.asking().invitationId()) || campaign == null
              ? Verdict.ASKED
              : Eligibility.verdict(
                  campaign, one.otherwise(), one.asking(), one.address(), false, person);
      if (verdict == Verdict.ASKED) {
        person = person.asked(List.of(one.asking()));
      }
      decided.add(new Item(one.subjectId(), person.id(), one.asking().at(), verdict));
    }
  }

  /** How many have each verdict. */
  public static Map<Verdict, Integer> counts(List<Item> items) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    items.forEach(item -> counts.merge(item.verdict(), 1, Integer::sum));
    return counts;
  }
}
