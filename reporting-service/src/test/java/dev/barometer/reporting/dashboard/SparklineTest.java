package dev.barometer.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

  @Test
  void drawsTheLowestAtTheBottomAndTheHighestAtTheTop() {
    assertThat(Sparkline.of(List.of(1.0, 3.0, 2.0)))
        .isEqualTo(new Sparkline("M3.0 29.0h0L60.0 3.0L117.0 16.0", 117, 16));
  }

  @Test
  void leavesAGap_whereThereIsNoValue() {
    assertThat(Sparkline.of(Arrays.asList(1.0, null, 3.0, null)).path())
        .isEqualTo("M3.0 29.0h0M79.0 3.0h0");
  }

  @Test
  void runsThroughTheMiddle_whenNothingChanges() {
    assertThat(Sparkline.of(List.of(5.0, 5.0)).path()).isEqualTo("M3.0 16.0h0L117.0 16.0");
  }

  @Test
  void isEmpty_withoutAnyValue() {
    assertThat(Sparkline.of(Arrays.asList(null, null)).path()).isEmpty();
    assertThat(Sparkline.of(List.of()).path()).isEmpty();
  }
}
