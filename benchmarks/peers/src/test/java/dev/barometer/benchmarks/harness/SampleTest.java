package dev.barometer.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void takesTheMiddleOne_whenTheNumberIsOdd() {
    assertThat(new Sample(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
  }

  @Test
  void takesTheMeanOfTheMiddleTwo_whenTheNumberIsEven() {
    assertThat(new Sample(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
  }

  @Test
  void tellsTheSpread() {
    Sample sample = new Sample(List.of(4.0, 1.0, 9.0));

    assertThat(sample.min()).isEqualTo(1);
    assertThat(sample.max()).isEqualTo(9);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsProcessorTime_whenANameHoldsBlanksAndBrackets() {
    String stat = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 150 50 0 0 20 0 33 0 12345";

    assertThat(ProcessorTime.parse(stat)).isEqualTo(Duration.ofSeconds(2));
  }
}
