package dev.barometer.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.json.FactJson;
import dev.barometer.survey.trigger.IncidentLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events of a real service desk, moved close to now, as they are told over HTTP. All tickets are
 * among them of the caller who had most of them closed in a day. Tickets that change in what they
 * are judged by are left out: what becomes of those depends on what was known when, and needs a
 * clock that moves.
 */
final class DeskEvents {
  static final List<String> URGENT = List.of("1 - Critical", "2 - High");

  /** 65 tickets of one caller were closed then. */
  private static final LocalDate FIRST = LocalDate.of(2016, 3, 24);

  private static final int OF_ONE_DAY = 3_400;
  private static final int DAYS = 10;
  private static final int A_BATCH = 12;

  /** Of people who are known for nothing else: whoever read these has read all before them. */
  private static final int LAST = 24;

  private final List<Ticket> rows;
  private final List<Ticket> last;

  private DeskEvents(List<Ticket> rows, List<Ticket> last) {
    this.rows = rows;
    this.last = last;
  }

  /**
   * @param most of its rows; further days come in where one has fewer
   */
  static DeskEvents read(int most) throws IOException {
    LocalDate end = most <= OF_ONE_DAY ? FIRST : FIRST.plusDays(DAYS);
    Map<LocalDate, List<Ticket>> byDay = IncidentLog.ofTestData(FIRST, end).byDay();
    String busiest = busiest(byDay.get(FIRST));
    Map<String, List<Ticket>> byTicket =
        byDay.values().stream()
            .flatMap(List::stream)
            .collect(groupingBy(Ticket::ticketId, LinkedHashMap::new, Collectors.toList()));
    byTicket.values().removeIf(ofOne -> !isJudgedAlike(ofOne));
    List<Ticket> rows = new ArrayList<>();
    byTicket.values().stream()
        .filter(ofOne -> busiest.equals(callerOf(ofOne.get(0))))
        .forEach(rows::addAll);
    for (List<Ticket> ofOne : byTicket.values()) {
      if (rows.size() < most && !busiest.equals(callerOf(ofOne.get(0)))) {
        rows.addAll(ofOne);
      }
    }
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Duration later = Duration.ofDays(ChronoUnit.DAYS.between(end, today) - 1);
    Instant noon = today.minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
    return new DeskEvents(
        rows.stream().map(row -> moved(row, later)).toList(),
        IntStream.range(0, LAST).mapToObj(n -> last("last-" + n, noon)).toList());
  }

  private static String busiest(List<Ticket> day) {
    Map<String, Long> closed = new HashMap<>();
    for (Ticket row : day) {
      if (row.requester() != null && row.status().equals(Ticket.CLOSED)) {
        closed.merge(row.requester().id(), 1L, Long::sum);
      }
    }
    Map.Entry<String, Long> busiest =
        Collections.max(closed.entrySet(), Map.Entry.comparingByValue());
    assertThat(busiest.getValue()).isEqualTo(65);
    return busiest.getKey();
  }

  private static boolean isJudgedAlike(List<Ticket> ofOne) {
    return ofOne.stream().allMatch(row -> row.done() && saysWhen(row))
        && ofOne.stream()
                .map(row -> row.reopenCount() + " " + callerOf(row) + " " + isUrgent(row))
                .distinct()
                .count()
            == 1;
  }

  /** Over HTTP a ticket that is done needs a time. */
  private static boolean saysWhen(Ticket row) {
    return row.status().equals(Ticket.CLOSED) ? row.closedAt() != null : row.resolvedAt() != null;
  }

  private static Ticket moved(Ticket row, Duration later) {
    return row.toBuilder()
        .openedAt(row.openedAt().plus(later))
        .resolvedAt(row.resolvedAt() == null ? null : row.resolvedAt().plus(later))
        .closedAt(row.closedAt() == null ? null : row.closedAt().plus(later))
        .build();
  }

  private static Ticket last(String id, Instant resolved) {
    return Ticket.builder(id)
        .revision(1)
        .status(Ticket.RESOLVED)
        .openedAt(resolved.minus(Duration.ofHours(1)))
        .resolvedAt(resolved)
        .requester(new Requester(id, null, null, null))
        .build();
  }

  static @Nullable String callerOf(Ticket ticket) {
    return ticket.requester() == null ? null : ticket.requester().id();
  }

  static boolean isUrgent(Ticket ticket) {
    return URGENT.contains(String.valueOf(ticket.context().priority()));
  }

  /** How many callers are known. */
  static int people(Collection<Ticket> tickets) {
    return (int)
        tickets.stream().map(DeskEvents::callerOf).filter(Objects::nonNull).distinct().count();
  }

  /** By their ids. */
  Map<String, Ticket> tickets() {
    Map<String, Ticket> tickets = new HashMap<>();
    rows.forEach(row -> tickets.put(row.ticketId(), row));
    last.forEach(row -> tickets.put(row.ticketId(), row));
    return tickets;
  }

  /** Batches of events, each event in two of them, in any order. */
  List<String> twiceShuffled(Random random) {
    List<Ticket> all = new ArrayList<>(rows);
    all.addAll(rows);
    Collections.shuffle(all, random);
    List<String> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += A_BATCH) {
      batches.add(batch(all.subList(from, Math.min(all.size(), from + A_BATCH))));
    }
    return batches;
  }

  /** The batch that is told after all others. */
  String last() {
    return batch(last);
  }

  private static String batch(List<Ticket> rows) {
    return rows.stream().map(DeskEvents::event).collect(Collectors.joining(",", "[", "]"));
  }

  private static String event(Ticket row) {
    boolean isClosed = row.status().equals(Ticket.CLOSED);
    return """
        {"specversion": "1.0", "id": "%s-%d", "source": "/desk", "type": "%s", "data": %s}"""
        .formatted(
            row.ticketId(),
            row.revision(),
            isClosed ? EventTypes.TICKET_CLOSED : EventTypes.TICKET_RESOLVED,
            new String(FactJson.write(row), UTF_8));
  }
}
