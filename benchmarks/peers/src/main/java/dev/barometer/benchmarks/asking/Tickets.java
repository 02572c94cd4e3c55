package dev.barometer.benchmarks.asking;

import dev.barometer.benchmarks.harness.Feed;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Attribution;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tickets that were just resolved, each of them once, drawn from their numbers.
 *
 * @param age how long ago they were resolved
 */
record Tickets(Duration age) {
  private static final int PEOPLE = 5_000;
  private static final int TEAMS = 12;
  private static final int PRIORITIES = 4;

  List<Feed.Item> items(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::item).toList();
  }

  Feed.Item item(int number) {
    Ticket ticket = ticket(number);
    return new Feed.Item(Topics.TICKETS, ticket.ticketId(), FactJson.write(ticket));
  }

  private Ticket ticket(int number) {
    SplittableRandom random = new SplittableRandom(number);
    int team = random.nextInt(TEAMS);
    Context context =
        new Context(
            "Service " + team / 2,
            "Team " + team,
            "agent-" + random.nextInt(TEAMS * 5),
            "web",
            "P" + random.nextInt(PRIORITIES),
            "Category " + random.nextInt(TEAMS),
            "Organization " + random.nextInt(6),
            "Location " + random.nextInt(10));
    String caller = "caller-" + random.nextInt(PEOPLE);
    Instant resolved = Instant.now().minus(age).truncatedTo(ChronoUnit.SECONDS);
    return Ticket.builder("T" + number)
        .revision(1)
        .status(Ticket.RESOLVED)
        .type("incident")
        .subject("Mail does not arrive")
        .openedAt(resolved.minus(Duration.ofHours(4)))
        .resolvedAt(resolved)
        .slaMet(true)
        .resolvedBy(Ticket.HUMAN)
        .requester(new Requester(caller, null, caller + "@example.org", "en"))
        .context(context)
        .attribution(new Attribution(resolved, context, true, Ticket.HUMAN))
        .build();
  }
}
