package dev.barometer.scoring.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.scoring.rebuild.Comparison.Difference;
import dev.barometer.scoring.rebuild.Comparison.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Map<String, Told> TOLD =
      Map.of("same", told("1", 10), "other", told("2", 20), "told only", told("3", 30));
  private static final Map<String, Told> REBUILT =
      Map.of("same", told("1", 90), "other", told("7", 91), "rebuilt only", told("4", 92));

  @Test
  void namesEachDifference_andCountsWhatIsEqualWhateverItsSequence() {
    Comparison comparison = Comparison.of(TOLD, REBUILT);

    assertThat(comparison.equal()).isEqualTo(1);
    assertThat(comparison.differences())
        .containsExactly(
            new Difference("other", Kind.DIFFERENT, 20, 91),
            new Difference("rebuilt only", Kind.MISSING, 0, 92),
            new Difference("told only", Kind.SURPLUS, 30, 0));
  }

  @Test
  void aDifferenceThatMovesIsNotSettled() {
    Comparison before = Comparison.of(TOLD, REBUILT);
    Comparison after =
        Comparison.of(Map.of("other", told("5", 21), "told only", told("3", 30)), REBUILT);

    assertThat(after.settledSince(before).differences())
        .extracting(Difference::key)
        .containsExactly("rebuilt only", "told only");
  }

  private static Told told(String value, long sequence) {
    return new Told(value.getBytes(UTF_8), sequence);
  }
}
