package dev.barometer.reporting.ticket;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The tickets that a section lists one by one: those that took longest, what is still open first.
 *
 * @param count how many there are, also of those that are not listed
 */
public record ReportedTickets(long count, List<ReportedTicket> items) {
  /** Of a list: a report is read by people. */
  public static final int MOST = 50;

  private static final Comparator<ReportedTicket> LONGEST_FIRST =
      Comparator.comparing(
              ReportedTicket::seconds, Comparator.nullsFirst(Comparator.reverseOrder()))
          .thenComparing(ReportedTicket::ticketId);

  public ReportedTickets {
    items = List.copyOf(items);
  }

  /** However many there are, no more than are listed are held at once. */
  static ReportedTickets of(Stream<ReportedTicket> all) {
    PriorityQueue<ReportedTicket> longest = new PriorityQueue<>(LONGEST_FIRST.reversed());
    long[] count = new long[1];
    all.forEach(
        one -> {
          count[0]++;
          longest.add(one);
          if (longest.size() > MOST) {
            longest.poll();
          }
        });
    List<ReportedTicket> items = new ArrayList<>(longest);
    items.sort(LONGEST_FIRST);
    return new ReportedTickets(count[0], items);
  }

  /** Empty where it is not listed. */
  public Optional<ReportedTicket> find(String ticketId) {
    return items.stream().filter(one -> one.ticketId().equals(ticketId)).findFirst();
  }
}
