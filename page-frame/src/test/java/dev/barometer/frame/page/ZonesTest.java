package dev.barometer.frame.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
  @ParameterizedTest
  @CsvSource({
    "Asia/Seoul, Asia/Seoul",
    "seoul, Asia/Seoul",
    "' New York ', America/New_York",
    "Istanbul, Asia/Istanbul",
    "UTC, UTC",
    "+09:00, +09:00"
  })
  void areFoundByNameAndByCity(String text, String zone) {
    assertThat(Zones.of(text)).contains(ZoneId.of(zone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Atlantis", "West", "Asia", "Asia/", "+99:00", "../etc", "서울"})
  void areNone_whereNobodyWouldKnowWhich(String text) {
    assertThat(Zones.of(text)).isEmpty();
  }

  @Test
  void thatAreOffered_areKnown() {
    assertThat(Zones.OFFERED).allMatch(name -> Zones.of(name).isPresent()).doesNotHaveDuplicates();
  }
}
