package dev.barometer.reporting.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.score.Bucket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageSlotTest {

  @Test
  void aDayLiesOnThePageOfItsMonth() {
    assertThat(PageSlot.of(new Bucket.Day(LocalDate.parse("2016-03-05"))))
        .isEqualTo(new PageSlot("2016-03", "05"));
  }

  @Test
  void anHourLiesOnThePageOfItsDay() {
    assertThat(PageSlot.of(new Bucket.Hour(Instant.parse("2016-03-05T09:30:00Z"))))
        .isEqualTo(new PageSlot("2016-03-05", "09"));
  }

  /** Pages that are stored are found by them. */
  @Test
  void pageAndSlotTogetherAreTheLabel() {
    for (Instant at = Instant.parse("2023-12-30T00:00:00Z");
        at.isBefore(Instant.parse("2025-01-02T00:00:00Z"));
        at = at.plus(7, ChronoUnit.HOURS)) {
      for (Bucket bucket :
          List.of(new Bucket.Hour(at), new Bucket.Day(LocalDate.ofInstant(at, ZoneOffset.UTC)))) {
        PageSlot slot = PageSlot.of(bucket);
        char between = bucket instanceof Bucket.Hour ? 'T' : '-';
        assertThat(slot.page() + between + slot.slot()).isEqualTo(bucket.label().substring(1));
      }
    }
  }

  @Test
  void aPageNamesItsScope_whateverCharactersThatHas() {
    String id = PageSlot.pageIdOf("team:A|2016-03", "2016-03-05");

    assertThat(PageSlot.scopeOf(id)).isEqualTo("team:A|2016-03");
    assertThat(PageSlot.pageOf(id)).isEqualTo("2016-03-05");
  }
}
