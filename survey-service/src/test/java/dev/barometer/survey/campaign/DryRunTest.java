package dev.barometer.survey.campaign;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static dev.barometer.survey.campaign.CampaignFixtures.campaign;
import static dev.barometer.survey.campaign.CampaignFixtures.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.survey.occurrence.TicketOccurrences;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DryRunTest {

  private static List<DryRun.Item> run(List<Ticket> tickets, Map<String, Person> past) {
    DryRun run = new DryRun();
    tickets.forEach(
        ticket -> CampaignFixtures.candidates(campaign(), ticket).ifPresent(run::consider));
    return run.decide(ids -> past);
  }

  @Test
  void countsWhoIsAskedInItAgainstLaterOnes_andWhatWasReallyAsked() {
    Ask real = new Ask("i", "other", "desk", MONDAY.minus(Duration.ofDays(10)), null);
    Map<String, Person> past = Map.of("bo", Person.unknown("bo").asked(List.of(real)));

    List<DryRun.Item> items =
        run(
            List.of(
                resolved("T3", "ana", MONDAY.plus(Duration.ofDays(30))),
                resolved("T2", "ana", MONDAY.plus(Duration.ofDays(29))),
                resolved("T4", "bo", MONDAY),
                resolved("T5", null, MONDAY),
                resolved("T1", "ana", MONDAY)),
            past);

    assertThat(items)
        .extracting(DryRun.Item::ticketId, DryRun.Item::verdict)
        .containsExactly(
            tuple("T1", Verdict.ASKED),
            tuple("T4", Verdict.COOL_DOWN),
            tuple("T5", Verdict.NO_PERSON),
            tuple("T2", Verdict.COOL_DOWN),
            tuple("T3", Verdict.ASKED));
  }

  /** Against a count that knows no rule but the one of cool-down, in whatever order they come. */
  @Property(tries = 200)
  void agreesWithACountOfItsOwn(@ForAll long seed) {
    Random random = new Random(seed);
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Instant at = MONDAY.plus(Duration.ofHours(random.nextInt(24 * 200)));
      tickets.add(resolved("T" + i, "p" + random.nextInt(12), at));
    }
    Map<String, Instant> last = new HashMap<>();
    List<String> asked = new ArrayList<>();
    tickets.sort(Comparator.comparing(TicketOccurrences::doneAt).thenComparing(Ticket::ticketId));
    for (Ticket ticket : tickets) {
      String person = ticket.requester().id();
      Instant before = last.get(person);
      if (before == null
          || !before.plus(Duration.ofDays(30)).isAfter(TicketOccurrences.doneAt(ticket))) {
        last.put(person, TicketOccurrences.doneAt(ticket));
        asked.add(ticket.ticketId());
      }
    }
    Collections.shuffle(tickets, random);

    assertThat(run(tickets, Map.of()))
        .hasSize(300)
        .filteredOn(item -> item.verdict() == Verdict.ASKED)
        .extracting(DryRun.Item::ticketId)
        .containsExactlyElementsOf(asked);
  }
}
