package dev.barometer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;

class ChoiceCodeTest {

  @Property
  void holdsThePointAndItsClass(
      @ForAll @IntRange(min = -1000, max = 1000) int point,
      @ForAll @WithNull(0.25) PointClass pointClass) {
    int code = ChoiceCode.of(point, pointClass);

    assertThat(ChoiceCode.point(code)).isEqualTo(point);
    assertThat(ChoiceCode.pointClass(code).orElse(null)).isEqualTo(pointClass);
  }

  @Test
  void aPointTooLargeIsRefused() {
    assertThatThrownBy(() -> ChoiceCode.of(Integer.MAX_VALUE, null))
        .isInstanceOf(ArithmeticException.class);
  }
}
