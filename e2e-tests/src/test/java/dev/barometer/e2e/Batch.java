package dev.barometer.e2e;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A count of its own over everything on the fact topics: lists of numbers and school arithmetic.
 */
final class Batch {
  private record Number(String metric, String team, Instant at, double value) {}

  private final List<Number> numbers = new ArrayList<>();

  Batch(Collection<Fact> log) {
    Map<String, Fact> newest = new TreeMap<>();
    for (Fact fact : log) {
      Fact known = newest.get(fact.id());
      if (known == null || known.revision() < fact.revision()) {
        newest.put(fact.id(), fact);
      }
    }
    for (Fact fact : newest.values()) {
      if (fact instanceof Ticket ticket) {
        ticket(ticket);
      } else if (fact instanceof Response response && response.withdrawnAt() == null) {
        for (Answer answer : response.answers()) {
          note(response.context(), response.submittedAt(), answer.metric(), points(answer));
        }
      }
    }
  }

  private void ticket(Ticket ticket) {
    if (ticket.status().equals("closed")) {
      note(ticket.context(), ticket.closedAt(), "tickets-closed", 1);
    }
    Instant end = ticket.resolvedAt() == null ? ticket.closedAt() : ticket.resolvedAt();
    if (ticket.status().equals("open") || end == null) {
      return;
    }
    note(ticket.context(), end, "reopen-rate", ticket.reopenCount() > 0 ? 100 : 0);
    if (ticket.slaMet() != null) {
      note(ticket.context(), end, "sla", ticket.slaMet() ? 100 : 0);
    }
    if (ticket.resolvedAt() != null) {
      double seconds = Duration.between(ticket.openedAt(), end).toMillis() / 1000.0;
      note(ticket.context(), end, "art", seconds);
    }
  }

  /** What one answer adds to the mean that its metric's score is. */
  private static double points(Answer answer) {
    int value = answer.value();
    return switch (answer.metric()) {
      case "nps" -> value >= 9 ? 100 : value <= 6 ? -100 : 0;
      case "csat" -> value >= 4 ? 100 : 0;
      case "ces" -> value;
      default -> throw new AssertionError(answer.metric());
    };
  }

  private void note(Context context, @Nullable Instant at, String metric, double value) {
    numbers.add(new Number(metric, context.team(), at, value));
  }

  long n(String metric, @Nullable String team, Instant from, Instant to) {
    return of(metric, team, from, to).size();
  }

  double value(String metric, @Nullable String team, Instant from, Instant to) {
    List<Double> values = of(metric, team, from, to);
    double sum = values.stream().mapToDouble(value -> value).sum();
    return metric.equals("tickets-closed") ? sum : sum / values.size();
  }

  private List<Double> of(String metric, @Nullable String team, Instant from, Instant to) {
    return numbers.stream()
        .filter(number -> number.metric.equals(metric))
        .filter(number -> team == null || number.team.equals(team))
        .filter(number -> !number.at.isBefore(from) && number.at.isBefore(to))
        .map(number -> number.value)
        .toList();
  }
}
