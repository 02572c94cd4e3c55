package dev.barometer.reporting.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Bucket;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PlaceTest {

  @Test
  void aDayLiesOnThePageOfItsMonth() {
    assertThat(Place.of(new Bucket.Day(LocalDate.parse("2016-03-05"))))
        .isEqualTo(new Place("2016-03", "05"));
  }

  @Test
  void anHourLiesOnThePageOfItsDay() {
    assertThat(Place.of(new Bucket.Hour(Instant.parse("2016-03-05T09:30:00Z"))))
        .isEqualTo(new Place("2016-03-05", "09"));
  }

  @Test
  void aPageNamesItsScope_whateverCharactersThatHas() {
    String id = Place.pageIdOf("team:A|2016-03", "2016-03-05");

    assertThat(Place.scopeOf(id)).isEqualTo("team:A|2016-03");
    assertThat(Place.pageOf(id)).isEqualTo("2016-03-05");
  }
}
