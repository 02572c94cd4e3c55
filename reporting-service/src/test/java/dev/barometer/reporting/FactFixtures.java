package dev.barometer.reporting;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of a small service desk. */
public final class FactFixtures {
  public static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");

  private FactFixtures() {}

  public static Context team(String team) {
    return new Context("Email", team, "Resolver 149", "Phone", "3 - Moderate", null, null, null);
  }

  public static Ticket ticket(String id, long revision, String status) {
    return ticket(id, revision, status, "Cannot print", "Group 56");
  }

  public static Ticket ticket(
      String id, long revision, String status, String subject, String team) {
    boolean isOpen = status.equals(Ticket.OPEN);
    return Ticket.builder(id)
        .revision(revision)
        .status(status)
        .type("incident")
        .subject(subject)
        .openedAt(MONDAY)
        .resolvedAt(isOpen ? null : MONDAY.plusSeconds(3600))
        .closedAt(status.equals(Ticket.CLOSED) ? MONDAY.plusSeconds(7200) : null)
        .slaMet(isOpen ? null : true)
        .context(team(team))
        .build();
  }

  public static Response comment(String id, long revision, String text) {
    return comment(id, revision, text, "Group 56", MONDAY);
  }

  public static Response comment(
      String id, long revision, @Nullable String text, String team, Instant at) {
    return response(id, revision, text, team, at, null);
  }

  public static Response withdrawn(String id, long revision) {
    return response(id, revision, "Fast", "Group 56", MONDAY, MONDAY.plusSeconds(60));
  }

  private static Response response(
      String id,
      long revision,
      @Nullable String text,
      String team,
      Instant at,
      @Nullable Instant withdrawnAt) {
    Answer rating = new Answer("recommend", "nps", "0-10", 9, "positive", null);
    List<Answer> answers =
        text == null
            ? List.of(rating)
            : List.of(rating, new Answer("why", null, null, null, null, text));
    return Response.builder(id)
        .revision(revision)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .submittedAt(at)
        .channel("web")
        .locale("en")
        .answers(answers)
        .context(team(team))
        .withdrawnAt(withdrawnAt)
        .build();
  }

  public static Complaint complaint(String id, long revision, String status, Instant openedAt) {
    return new Complaint(
        id,
        revision,
        "grievance",
        status,
        "normal",
        "nps-0-6",
        openedAt,
        null,
        "INC0000045",
        null,
        List.of(),
        team("Group 56"),
        null,
        null);
  }
}
