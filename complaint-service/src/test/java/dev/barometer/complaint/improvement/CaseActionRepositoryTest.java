package dev.barometer.complaint.improvement;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.starter.fact.Received;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaseActionRepositoryTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final CaseActionRepository actions = new CaseActionRepository(DATABASE.mongo());

  private static Received<ImprovementAction> told(
      String id, long revision, String due, String kind, @Nullable String from) {
    return new Received<>(
        id,
        new ImprovementAction(
            id,
            revision,
            revision == 1 ? "planned" : "running",
            "Call back",
            "kim",
            "all",
            "csat",
            80.0,
            "2026-12-01",
            due,
            null,
            kind,
            from,
            MONDAY),
        "t",
        MONDAY,
        0,
        Topics.ACTIONS,
        0,
        0);
  }

  @Test
  void keepsTheNewestOfThoseThatCameFromACase_firstDueFirst() {
    int repeats =
        actions.apply(
            List.of(
                told("a-1", 2, "2027-01-31", "complaint", "C-1"),
                told("a-1", 1, "2027-01-31", "complaint", "C-1"),
                told("a-2", 1, "2026-12-31", "complaint", "C-1"),
                told("a-3", 1, "2026-12-31", "complaint", "C-2"),
                told("a-4", 1, "2026-12-31", "signal", "C-1"),
                told("a-5", 1, "2026-12-31", "manual", null)));

    assertThat(repeats).isEqualTo(1);
    assertThat(actions.of("C-1", 9))
        .containsExactly(
            new CaseAction("a-2", "Call back", "planned", "kim", LocalDate.of(2026, 12, 31)),
            new CaseAction("a-1", "Call back", "running", "kim", LocalDate.of(2027, 1, 31)));
    assertThat(actions.of("C-1", 1)).hasSize(1);
  }
}
