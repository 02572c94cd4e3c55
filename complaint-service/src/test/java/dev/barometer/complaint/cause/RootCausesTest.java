package dev.barometer.complaint.cause;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Closing;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.rule.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why cases come about: a list that grows, names in three languages, and counts. */
class RootCausesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final RootCause LATE =
      new RootCause("late", Map.of("en", "Too late", "zh-CN", "处理太晚", "ko", "처리가 늦음"), false);
  private static final Actor ANN = new Actor("ann", "Ann");

  private final RootCauseRepository kept = new RootCauseRepository(DATABASE.mongo());
  private final CauseCountRepository counts = new CauseCountRepository(DATABASE.mongo());

  @Test
  void isNamedInTheReadersLanguage_andFreeTextStays() {
    RootCauses all = new RootCauses(1, List.of(LATE));

    assertThat(all.named("late", Locale.SIMPLIFIED_CHINESE)).isEqualTo("处理太晚");
    assertThat(all.named("late", Locale.KOREA)).isEqualTo("처리가 늦음");
    assertThat(all.named("late", Locale.FRENCH)).isEqualTo("Too late");
    assertThat(all.named("the printer", Locale.ENGLISH)).isEqualTo("the printer");
    assertThat(all.find(" too LATE ")).contains(LATE);
  }

  @Test
  void isRetired_andNeverLeftOut() {
    RootCauses all = new RootCauses(1, List.of(LATE));

    assertThat(all.violations(List.of()))
        .extracting(Violation::field)
        .containsExactly("rootCauses");
    RootCause retired = new RootCause("late", LATE.texts(), true);
    assertThat(all.violations(List.of(retired))).isEmpty();
    assertThat(new RootCauses(2, List.of(retired)).offered()).isEmpty();
    assertThat(all.violations(List.of(LATE, LATE))).hasSize(1);
    assertThat(all.violations(List.of(LATE, new RootCause("No", Map.of(), false)))).hasSize(2);
  }

  @Test
  void isChangedByOneOfTwoWhoReadTheSame() {
    RootCauses none = kept.get();
    assertThat(kept.put(none, List.of(LATE))).isTrue();
    assertThat(kept.put(none, List.of())).isFalse();
    RootCauses first = kept.get();
    assertThat(kept.put(first, List.of(LATE))).isTrue();
    assertThat(kept.put(first, List.of())).isFalse();
    assertThat(kept.get()).isEqualTo(new RootCauses(2, List.of(LATE)));
  }

  @Test
  void countsWhatWasClosedInAPeriod_ofATeam() {
    MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
    Desk desk = new Desk(DATABASE.mongo(), clock);
    closed(desk, "C-1", "Blue", "late");
    closed(desk, "C-2", "Blue", "late");
    closed(desk, "C-3", "Blue", "the printer");
    closed(desk, "C-4", "Red", "late");
    desk.cases.put(null, CaseFixtures.openCase("C-5"));

    assertThat(counts.closed(MONDAY, MONDAY.plus(Duration.ofDays(1)), "Blue", null))
        .containsOnly(Map.entry("late", 2L), Map.entry("the printer", 1L));
    assertThat(counts.closed(MONDAY, MONDAY.plus(Duration.ofDays(1)), null, null).entrySet())
        .extracting(Map.Entry::getKey, Map.Entry::getValue)
        .contains(tuple("late", 3L));
    assertThat(counts.closed(MONDAY.minus(Duration.ofDays(2)), MONDAY, null, null)).isEmpty();
  }

  static void closed(Desk desk, String id, String team, String cause) {
    CaseMoves moves = new CaseMoves(CaseFixtures.BOOK);
    Context context = new Context(null, team, null, null, null, null, null, null);
    Case here = CaseFixtures.openCase(id, MONDAY, Severity.NORMAL, context);
    here = desk.cases.put(null, here).orElseThrow();
    Case next = moves.acknowledge(here, ANN, MONDAY.plusSeconds(1), null);
    next = moves.assess(next, ANN, MONDAY.plusSeconds(2), Severity.NORMAL, next.kind(), null);
    next = moves.respond(next, ANN, MONDAY.plusSeconds(3), "So it was.", false);
    next =
        moves.close(
            next, ANN, MONDAY.plusSeconds(4), new Closing(true, null, cause, "done", null, "none"));
    assertThat(desk.cases.put(here, next)).isPresent();
  }
}
