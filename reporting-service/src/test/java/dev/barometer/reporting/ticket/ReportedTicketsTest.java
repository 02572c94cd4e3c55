package dev.barometer.reporting.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedTicketsTest {
  private static final Instant AT = Instant.parse("2026-04-01T00:00:00Z");

  private static ReportedTicket of(String id, @Nullable Long seconds) {
    return new ReportedTicket(
        id, "2", "incident", AT, seconds == null ? null : AT.plusSeconds(seconds), seconds);
  }

  @Test
  void thoseThatTookLongestComeFirst_whatIsOpenBeforeThem() {
    ReportedTickets listed =
        ReportedTickets.of(
            List.of(of("b", 5L), of("c", 9L), of("a", 5L), of("open", null)).stream());

    assertThat(listed.items())
        .extracting(ReportedTicket::ticketId)
        .containsExactly("open", "c", "a", "b");
    assertThat(listed.find("c")).isPresent();
    assertThat(listed.find("d")).isEmpty();
  }

  /** Whatever the order, and however many. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void listsTheLongest_countsAll_andDependsOnNoOrder(long seed) {
    Random random = new Random(seed);
    List<ReportedTicket> all = new ArrayList<>();
    int count = random.nextInt(3 * ReportedTickets.MOST);
    for (int i = 0; i < count; i++) {
      all.add(of("T" + i, random.nextInt(9) == 0 ? null : Long.valueOf(random.nextInt(40))));
    }
    ReportedTickets listed = ReportedTickets.of(all.stream());
    Collections.shuffle(all, random);

    assertThat(ReportedTickets.of(all.stream())).isEqualTo(listed);
    assertThat(listed.count()).isEqualTo(count);
    assertThat(listed.items()).hasSize(Math.min(count, ReportedTickets.MOST));
    all.sort(
        Comparator.comparing(
                (ReportedTicket one) -> one.seconds() == null ? Long.MAX_VALUE : one.seconds())
            .reversed()
            .thenComparing(ReportedTicket::ticketId));
    assertThat(listed.items()).isEqualTo(all.subList(0, listed.items().size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 - Critical",
        "1",
        "01",
        "P1",
        "p1",
        "Prio 1",
        "Priority: 1",
        "SEV-1",
        "Critical",
        "紧急",
        "긴급",
        "우선순위 1",
        " 1-Very high"
      })
  void knowsTheHighestPriority(String priority) {
    assertThat(HighestPriority.is(priority)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2 - High", "10", "P10", "P11", "3", "High", "", "not critical", "Level 2 of 1"})
  void knowsWhatIsNotTheHighestPriority(String priority) {
    assertThat(HighestPriority.is(priority)).isFalse();
  }
}
