package dev.barometer.scoring;

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
import org.jspecify.annotations.Nullable;

/** Tickets and responses at fixed or seeded moments. */
final class FactFixtures {
  static final Instant NOW = Instant.parse("2026-11-22T10:20:00Z");

  private FactFixtures() {}

  static Context email(String team) {
    return new Context("Email", team, "Ada", "Phone", null, null, null, null);
  }

  static Response responseWithNps(String id, long revision, int point, Instant at) {
    return responseWithNps(id, revision, point, at, "Group 56");
  }

  static Response responseWithNps(String id, long revision, int point, Instant at, String team) {
    return responseWithNps(id, revision, point, at, email(team));
  }

  static Response responseWithNps(
      String id, long revision, int point, Instant at, Context context) {
    return response(
        id, revision, at, context, null, new Answer("recommend", "nps", "0-10", point, null, null));
  }

  static Response withdrawn(Response response, long revision) {
    return response(
        response.responseId(),
        revision,
        response.submittedAt(),
        response.context(),
        response.submittedAt().plusSeconds(60));
  }

  private static Response response(
      String id,
      long revision,
      Instant at,
      Context context,
      @Nullable Instant withdrawnAt,
      Answer... answers) {
    return Response.builder(id)
        .revision(revision)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .submittedAt(at)
        .channel("web")
        .locale("en")
        .respondent(new Respondent("u-" + id))
        .answers(List.of(answers))
        .context(context)
        .withdrawnAt(withdrawnAt)
        .build();
  }

  static Ticket closedTicket(String id, long revision, Instant opened, Duration took) {
    return closedTicket(id, revision, opened, took, email("Group 56"));
  }

  static Ticket closedTicket(
      String id, long revision, Instant opened, Duration took, Context context) {
    return ticket(
        id,
        revision,
        "closed",
        opened,
        null,
        opened.plus(took),
        opened.plus(took),
        true,
        0,
        context);
  }

  private static Ticket ticket(
      String id,
      long revision,
      String status,
      Instant openedAt,
      @Nullable Instant firstRespondedAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt,
      @Nullable Boolean slaMet,
      int reopenCount,
      Context context) {
    return Ticket.builder(id)
        .revision(revision)
        .status(status)
        .type("incident")
        .openedAt(openedAt)
        .firstRespondedAt(firstRespondedAt)
        .resolvedAt(resolvedAt)
        .closedAt(closedAt)
        .slaMet(slaMet)
        .reopenCount(reopenCount)
        .context(context)
        .build();
  }

  /** The revisions of some tickets and responses, up to 120 days old, in order. */
  static List<Fact> randomHistory(Random random) {
    return randomHistory(random, NOW, 12, 20);
  }

  static List<Fact> randomHistory(Random random, Instant now, int tickets, int responses) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      Instant opened = now.minus(Duration.ofMinutes(random.nextInt(120 * 24 * 60) + 600));
      for (int revision = 1; revision <= 1 + random.nextInt(4); revision++) {
        facts.add(randomTicket("T" + i, revision, opened, random));
      }
    }
    for (int i = 0; i < responses; i++) {
      for (int revision = 1; revision <= 1 + random.nextInt(3); revision++) {
        facts.add(randomResponse("R" + i, revision, now, random));
      }
    }
    return facts;
  }

  /** The same facts, a third of them twice, in any order. */
  static List<Fact> disordered(List<Fact> history, Random random) {
    List<Fact> log = new ArrayList<>(history);
    for (Fact fact : history) {
      if (random.nextInt(3) == 0) {
        log.add(fact);
      }
    }
    Collections.shuffle(log, random);
    return log;
  }

  private static Ticket randomTicket(String id, int revision, Instant opened, Random random) {
    String status = List.of("open", "resolved", "closed").get(random.nextInt(3));
    boolean done = !status.equals("open");
    Instant responded = opened.plusSeconds(random.nextInt(3_000));
    Instant resolved = responded.plusMillis(random.nextInt(10_000_000));
    return ticket(
        id,
        revision,
        status,
        opened,
        random.nextBoolean() ? responded : null,
        done && random.nextInt(4) > 0 ? resolved : null,
        status.equals("closed") ? resolved.plusSeconds(random.nextInt(9_000)) : null,
        random.nextInt(3) == 0 ? null : random.nextBoolean(),
        random.nextInt(2),
        randomContext(random));
  }

  private static Response randomResponse(String id, int revision, Instant now, Random random) {
    Instant at = now.minus(Duration.ofMinutes(random.nextInt(120 * 24 * 60)));
    if (random.nextInt(6) == 0) {
      return response(id, revision, at, randomContext(random), at);
    }
    return response(
        id,
        revision,
        at,
        randomContext(random),
        null,
        new Answer("recommend", "nps", "0-10", random.nextInt(11), null, null),
        new Answer("satisfied", "csat", "5", 1 + random.nextInt(5), null, null),
        new Answer("ease", "ces", "ease-7", 1 + random.nextInt(7), null, null),
        new Answer("why", null, null, null, null, "Fast and friendly"));
  }

  private static Context randomContext(Random random) {
    return new Context(
        one(random, "Email", "VPN", null),
        one(random, "Group 56", "Team|h2026-11-22T10", null),
        one(random, "Ada", "张伟", null),
        one(random, "Phone", "Email", "Chat"),
        null,
        null,
        null,
        null);
  }

  private static @Nullable String one(Random random, @Nullable String... values) {
    return values[random.nextInt(values.length)];
  }
}
