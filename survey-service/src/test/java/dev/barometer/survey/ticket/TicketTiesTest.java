package dev.barometer.survey.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.json.FactJson;
import dev.barometer.survey.gate.Gate;
import dev.barometer.survey.gate.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However states with one revision come, how often and in what order, the ticket ends the same. */
class TicketTiesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant OPENED = Instant.parse("2026-11-20T08:00:00Z");

  /** What the gate wrote, the last record last, and what a reader kept of it. */
  private record End(List<Ticket> written, Ticket kept) {
    Ticket last() {
      return written.get(written.size() - 1);
    }
  }

  private static End play(List<Ticket> states) {
    TicketGate gate = new TicketGate(FactJson::write, person -> false);
    List<Ticket> written = new ArrayList<>();
    byte[] gateState = null;
    Ticket kept = null;
    for (Ticket state : states) {
      var eventContext =
          new Gate.EventContext("dev.barometer.ticket.updated", OPENED.plusSeconds(9), NOW);
      if (gate.decide(state, eventContext, gateState) instanceof Verdict.Accepted accepted) {
        Ticket fact = (Ticket) accepted.fact();
        written.add(fact);
        gateState = accepted.state();
        kept = kept == null || fact.revision() > kept.revision() ? fact : kept;
      }
    }
    return new End(written, kept);
  }

  private static List<Ticket> inAnotherOrder(List<Ticket> states, long seed) {
    Random random = new Random(seed);
    List<Ticket> often = new ArrayList<>(states);
    for (int i = random.nextInt(states.size() + 1); i > 0; i--) {
      often.add(states.get(random.nextInt(states.size())));
    }
    Collections.shuffle(often, random);
    return often;
  }

  @Property(tries = 2_000)
  void theEndIsTheSame_inAnyOrderAndWithAnyRepetition(
      @ForAll("states") List<Ticket> states, @ForAll long one, @ForAll long other) {
    End end = play(inAnotherOrder(states, one));
    End again = play(inAnotherOrder(states, other));

    assertThat(state(end.last())).isEqualTo(state(again.last()));
    assertThat(end.kept()).isEqualTo(end.last());
    assertThat(again.kept()).isEqualTo(again.last());
  }

  /** So that compaction keeps, and readers take, the one that stands. */
  @Property
  void revisionsOfTheFactsOnlyGrow(@ForAll("states") List<Ticket> states, @ForAll long seed) {
    List<Long> revisions =
        play(inAnotherOrder(states, seed)).written().stream().map(Ticket::revision).toList();

    assertThat(revisions).isSorted().doesNotHaveDuplicates();
  }

  /** Of one revision the credit, too, depends on what stands and on nothing else. */
  @Property(tries = 2_000)
  void theCreditIsTheSame_amongStatesOfOneRevision(
      @ForAll("states") List<Ticket> states, @ForAll long one, @ForAll long other) {
    List<Ticket> tied = states.stream().map(state -> state.withRevision(7)).toList();
    List<Ticket> firsts = List.of(states.get(0).withRevision(1));

    Ticket end = last(firsts, inAnotherOrder(tied, one));
    Ticket again = last(firsts, inAnotherOrder(tied, other));

    assertThat(end.withRevision(1)).isEqualTo(again.withRevision(1));
  }

  private static Ticket last(List<Ticket> firsts, List<Ticket> then) {
    List<Ticket> all = new ArrayList<>(firsts);
    all.addAll(then);
    return play(all).last();
  }

  private static Ticket state(Ticket fact) {
    return fact.withRevision(1).withAttribution(null);
  }

  @Provide
  Arbitrary<List<Ticket>> states() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 3),
            Arbitraries.of("open", "resolved", "closed"),
            Arbitraries.integers().between(0, 1),
            Arbitraries.of("Mail", "Network", "Désk"))
        .as(TicketTiesTest::ticket)
        .set()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map((Set<Ticket> states) -> List.copyOf(states));
  }

  private static Ticket ticket(long revision, String status, int reopenCount, String team) {
    Instant resolvedAt = status.equals("open") ? null : OPENED.plusSeconds(60);
    Instant closedAt = status.equals("closed") ? OPENED.plusSeconds(90) : null;
    return Ticket.builder("INC1")
        .revision(revision)
        .status(status)
        .openedAt(OPENED)
        .resolvedAt(resolvedAt)
        .closedAt(closedAt)
        .reopenCount(reopenCount)
        .context(new Context(null, team, null, null, null, null, null, null))
        .build();
  }
}
