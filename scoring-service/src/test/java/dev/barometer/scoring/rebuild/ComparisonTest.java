package dev.barometer.scoring.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.scoring.rebuild.Comparison.Difference;
import dev.barometer.scoring.rebuild.Comparison.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Map<String, Published> PUBLISHED =
      Map.of(
          "same",
          published("1", 10),
          "other",
          published("2", 20),
          "published only",
          published("3", 30));
  private static final Map<String, Published> REBUILT =
      Map.of(
          "same",
          published("1", 90),
          "other",
          published("7", 91),
          "rebuilt only",
          published("4", 92));

  @Test
  void namesEachDifference_andCountsWhatIsEqualWhateverItsSequence() {
    Comparison comparison = Comparison.of(PUBLISHED, REBUILT);

    assertThat(comparison.equal()).isEqualTo(1);
    assertThat(comparison.differences())
        .containsExactly(
            new Difference("other", Kind.DIFFERENT, 20, 91),
            new Difference("published only", Kind.SURPLUS, 30, 0),
            new Difference("rebuilt only", Kind.MISSING, 0, 92));
  }

  @Test
  void aDifferenceThatMovesIsNotSettled() {
    Comparison before = Comparison.of(PUBLISHED, REBUILT);
    Comparison after =
        Comparison.of(
            Map.of("other", published("5", 21), "published only", published("3", 30)), REBUILT);

    assertThat(after.settledSince(before).differences())
        .extracting(Difference::key)
        .containsExactly("published only", "rebuilt only");
  }

  private static Published published(String value, long sequence) {
    return new Published(value.getBytes(UTF_8), sequence);
  }
}
