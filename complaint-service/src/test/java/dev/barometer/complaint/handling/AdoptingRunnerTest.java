package dev.barometer.complaint.handling;

import static dev.barometer.complaint.CaseFixtures.SEALS;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.publishing.StillRunner;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class AdoptingRunnerTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final MovingClock clock = new MovingClock(MONDAY.plus(Duration.ofDays(1)));
  private final CaseRepository cases = CaseFixtures.casesIn(DATABASE.mongo());

  /** As a version without clocks and histories wrote it. */
  private void old(String caseId, String status) {
    cases.put(null, openCase(caseId));
    DATABASE
        .mongo()
        .updateFirst(
            new Query(where("_id").is(caseId)),
            new Update()
                .unset("current.handling")
                .unset("current.evidence.0.kind")
                .unset("unsent")
                .set("current.status", status),
            CaseDocument.class);
  }

  private void start() {
    new AdoptingRunner(
            DATABASE.mongo(),
            cases,
            CaseFixtures.BOOK,
            StillRunner.runner(DATABASE.mongo(), clock),
            clock)
        .run(new DefaultApplicationArguments());
  }

  @Test
  void givesClocksToOpenCasesOfBefore_once() {
    old("C-1", "RECEIVED");
    old("C-2", "WITHDRAWN");

    start();
    start();

    Case adopted = cases.find("C-1").orElseThrow();
    assertThat(adopted.revision()).isEqualTo(2);
    assertThat(adopted.handling().history()).extracting(Entry::what).containsExactly("adopted");
    assertThat(SEALS.firstBroken("C-1", adopted.handling().history(), 0, null)).isEmpty();
    assertThat(adopted.nextStrike()).isEqualTo("2026-11-17T15:00:00Z");
    assertThat(cases.find("C-2").orElseThrow().revision()).isEqualTo(1);
    assertThat(cases.find("C-2").orElseThrow().handling().history()).isEmpty();
  }
}
