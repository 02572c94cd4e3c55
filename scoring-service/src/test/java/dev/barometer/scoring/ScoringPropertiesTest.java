package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ScoringPropertiesTest {

  @Test
  void haveDefaults() {
    assertThat(bound(Map.of()).pairs())
        .containsExactly("team+agent", "service+channel", "service+team");
  }

  @ParameterizedTest
  @CsvSource({
    "pairs, team, 'a pair is written service+team, not team'",
    "pairs, team+mood, no dimension mood",
    "retention, 3d, 'barometer.scoring.retention must be at least 100d, or not set'",
    "emit-interval, 0ms, barometer.scoring.emit-interval must be longer than nothing"
  })
  void refuseWhatCannotBeMeant_whereTheyAreRead(String setting, String value, String reason) {
    assertThatThrownBy(() -> bound(Map.of("barometer.scoring." + setting, value)))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage(reason);
  }

  private static ScoringProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("barometer.scoring", ScoringProperties.class);
  }
}
