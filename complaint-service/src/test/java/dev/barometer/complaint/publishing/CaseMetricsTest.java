package dev.barometer.complaint.publishing;

import static dev.barometer.complaint.CaseFixtures.BOOK;
import static dev.barometer.complaint.CaseFixtures.RULES;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.CaseRepository;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaseMetricsTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Actor AGENT = new Actor("token:agent", "agent");
  private static final Instant LATER = MONDAY.plus(Duration.ofDays(60));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CaseRepository cases = CaseFixtures.casesIn(DATABASE.mongo());
  private final CaseMoves moves = new CaseMoves(BOOK);
  private boolean brokerIsThere = true;
  private final ComplaintPublisher publisher =
      new ComplaintPublisher(
          new PublishingRepository(DATABASE.mongo()),
          record ->
              brokerIsThere
                  ? CompletableFuture.completedFuture(null)
                  : CompletableFuture.failedFuture(new IllegalStateException("away")),
          List.of(new CaseMetrics(meters)),
          Duration.ofSeconds(30),
          Clock.fixed(LATER, ZoneOffset.UTC));

  private void tellAll() throws InterruptedException {
    while (!publisher.waiting(10).isEmpty()) {
      publisher.send(publisher.waiting(10));
    }
  }

  private double count(String name, String... tags) {
    Counter counter = meters.find(name).tags(tags).counter();
    return counter == null ? -1 : counter.count();
  }

  @Test
  void countsWhatOpened_whatPeopleDid_andWhatClocksDid() throws Exception {
    Case opened = cases.put(null, openCase("C-1")).orElseThrow();
    Case known =
        cases
            .put(opened, moves.acknowledge(opened, AGENT, MONDAY.plusSeconds(60), null))
            .orElseThrow();
    cases.put(known, known.struck(LATER, RULES)).orElseThrow();

    tellAll();
    tellAll();

    assertThat(count("barometer.cases.opened", "rule", "nps-detractor")).isEqualTo(1);
    assertThat(count("barometer.cases.opened", "rule", "by-hand")).isZero();
    assertThat(count("barometer.cases.moved", "move", "acknowledged")).isEqualTo(1);
    assertThat(count("barometer.cases.moved", "move", "opened")).isZero();
    assertThat(count("barometer.cases.struck", "clock", "acknowledge", "what", "breached"))
        .isZero();
    for (String clock : List.of("assess", "answer", "limit")) {
      assertThat(count("barometer.cases.struck", "clock", clock, "what", "warned")).isEqualTo(1);
      assertThat(count("barometer.cases.struck", "clock", clock, "what", "breached")).isEqualTo(1);
    }
    assertThat(count("barometer.cases.escalated", "level", "team-lead")).isEqualTo(1);
    assertThat(count("barometer.cases.escalated", "level", "manager")).isEqualTo(1);
    assertThat(count("barometer.cases.became-complaint", "because", "not-in-time")).isEqualTo(1);
  }

  @Test
  void countsOnce_whatHadToBeTriedAgain() throws Exception {
    cases.put(null, openCase("C-1")).orElseThrow();
    brokerIsThere = false;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> publisher.send(List.of("C-1")))
          .isInstanceOf(UndeliveredException.class);
    }
    assertThat(count("barometer.cases.opened", "rule", "nps-detractor")).isEqualTo(-1);
    brokerIsThere = true;

    tellAll();

    assertThat(count("barometer.cases.opened", "rule", "nps-detractor")).isEqualTo(1);
  }

  @Test
  void tellsHowManyAreOpen() {
    Case one = cases.put(null, openCase("C-1")).orElseThrow();
    cases.put(null, openCase("C-2")).orElseThrow();
    cases.put(one, moves.withdraw(one, AGENT, MONDAY.plusSeconds(60), "A mistake.")).orElseThrow();
    var open = new OpenCasesMetrics(DATABASE.mongo(), meters);

    open.count();

    assertThat(meters.get("barometer.cases.open").gauge().value()).isEqualTo(1);
  }
}
