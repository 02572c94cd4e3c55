package dev.barometer.reporting.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.json.FactJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What counts on which day. */
class TargetHistoryTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 20);
  private static final int DAYS = 40;

  private static Target said(long revision, int day, boolean ended) {
    return new Target(
        "sla",
        "team:Desk",
        revision,
        null,
        70.0 + revision,
        null,
        null,
        "Contract",
        FIRST.plusDays(day),
        ended,
        Instant.EPOCH.plusSeconds(revision),
        "Ann");
  }

  private static TargetHistory history(Target... said) {
    return new TargetHistory("sla", "team:Desk", List.of(said));
  }

  /** Each word is written over all days from its own on, one after the other. */
  @Test
  void eachWordCountsFromItsDayOn_whateverWasSaidBeforeOfLaterDays() {
    for (int run = 0; run < 2_000; run++) {
      Random random = new Random(run);
      Target[] byDay = new Target[DAYS];
      TargetHistory history = TargetHistory.none("sla", "team:Desk");
      int words = random.nextInt(8);
      for (int word = 1; word <= words; word++) {
        Target said = said(word, random.nextInt(DAYS), random.nextInt(4) == 0);
        history = history.with(said);
        Arrays.fill(byDay, (int) (said.from().toEpochDay() - FIRST.toEpochDay()), DAYS, said);
      }
      for (int day = 0; day < DAYS; day++) {
        Target expected = byDay[day] == null || byDay[day].ended() ? null : byDay[day];
        assertThat(history.inForce(FIRST.plusDays(day)).orElse(null))
            .as("run %s, day %s", run, day)
            .isEqualTo(expected);
      }
      int today = random.nextInt(DAYS);
      assertThat(history.planned(FIRST.plusDays(today)))
          .as("run %s", run)
          .isEqualTo(
              IntStream.range(today + 1, DAYS)
                  .filter(day -> byDay[day] != byDay[day - 1])
                  .mapToObj(day -> byDay[day])
                  .toList());
    }
  }

  @Test
  void nothingCounts_beforeAnythingWasSaid() {
    assertThat(history(said(1, 5, false)).inForce(FIRST.plusDays(4))).isEmpty();
    assertThat(TargetHistory.none("sla", "all").inForce(FIRST)).isEmpty();
    assertThat(TargetHistory.none("sla", "all").revision()).isZero();
  }

  @Test
  void whatEndsItEndsWhatWasPlanned_too() {
    TargetHistory ended = history(said(1, 0, false), said(2, 30, false), said(3, 10, true));

    assertThat(ended.inForce(FIRST.plusDays(9))).contains(said(1, 0, false));
    assertThat(ended.inForce(FIRST.plusDays(35))).isEmpty();
    assertThat(ended.planned(FIRST.plusDays(12))).isEmpty();
  }

  @Test
  void isTheSame_writtenAndRead() {
    TargetHistory history = history(said(1, 0, false), said(2, 30, true));

    assertThat(FactJson.read(FactJson.write(history), TargetHistory.class)).isEqualTo(history);
  }
}
