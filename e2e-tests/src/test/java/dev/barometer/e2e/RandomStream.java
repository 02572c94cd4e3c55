package dev.barometer.e2e;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Tickets and answers of the last 60 days with revisions and withdrawals, repeated and shuffled.
 */
final class RandomStream {
  private final Random random;
  private final Instant now;

  RandomStream(long seed, Instant now) {
    this.random = new Random(seed);
    this.now = now;
  }

  List<Fact> facts(int tickets, int responses) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      Instant opened = now.minus(Duration.ofMinutes(300 + random.nextInt(60 * 24 * 60)));
      int revisions = 1 + random.nextInt(4);
      for (int revision = 1; revision <= revisions; revision++) {
        facts.add(ticket("T" + i, revision, opened));
      }
    }
    for (int i = 0; i < responses; i++) {
      int revisions = 1 + random.nextInt(3);
      for (int revision = 1; revision <= revisions; revision++) {
        facts.add(response("R" + i, revision));
      }
    }
    facts.addAll(facts.subList(0, facts.size() / 3));
    Collections.shuffle(facts, random);
    return facts;
  }

  private Ticket ticket(String id, int revision, Instant opened) {
    String status = List.of("open", "resolved", "closed").get(random.nextInt(3));
    boolean done = !status.equals("open");
    Instant resolved = opened.plusSeconds(random.nextInt(10_000));
    return Ticket.builder(id)
        .revision(revision)
        .status(status)
        .type("incident")
        .openedAt(opened)
        // Where it is resolved and does not say when, the time of its event would be taken.
        .resolvedAt(status.equals("resolved") || done && random.nextInt(5) > 0 ? resolved : null)
        .closedAt(status.equals("closed") ? resolved.plusSeconds(60) : null)
        .slaMet(random.nextInt(4) == 0 ? null : random.nextBoolean())
        .reopenCount(random.nextInt(2))
        .context(context())
        .build();
  }

  private Response response(String id, int revision) {
    Instant at = now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 60)));
    boolean withdrawn = random.nextInt(7) == 0;
    return Response.builder(id)
        .revision(revision)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .submittedAt(at)
        .channel("web")
        .locale("ko")
        .respondent(new Respondent("u-" + id))
        .answers(
            List.of(
                new Answer("recommend", "nps", "0-10", random.nextInt(11), null, null),
                new Answer("satisfied", "csat", "5", 1 + random.nextInt(5), null, null),
                new Answer("ease", "ces", "ease-7", 1 + random.nextInt(7), null, null)))
        .context(context())
        .withdrawnAt(withdrawn ? at : null)
        .build();
  }

  private Context context() {
    return new Context(
        null,
        List.of("Netz", "网络", "A,team:B").get(random.nextInt(3)),
        null,
        "Chat",
        null,
        null,
        null,
        null);
  }
}
