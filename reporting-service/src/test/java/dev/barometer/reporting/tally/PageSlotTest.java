package dev.barometer.reporting.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.score.Bucket;
import java.time.Instant;
import java.time.LocalDate;
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

  @Test
  void aPageNamesItsScope_whateverCharactersThatHas() {
    String id = PageSlot.pageIdOf("team:A|2016-03", "2016-03-05");

    assertThat(PageSlot.scopeOf(id)).isEqualTo("team:A|2016-03");
    assertThat(PageSlot.pageOf(id)).isEqualTo("2016-03-05");
  }
}
