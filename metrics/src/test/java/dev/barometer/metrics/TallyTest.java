package dev.barometer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void countsByCode_andSumsExactly() {
    Tally tally = new Tally().add(5, 1_000, 2).add(-3, 7, 1).add(5, 999, 1);

    assertThat(tally.n()).isEqualTo(4);
    assertThat(tally.count(5)).isEqualTo(3);
    assertThat(tally.count(-3)).isEqualTo(1);
    assertThat(tally.count(0)).isZero();
    assertThat(tally.sum()).isEqualTo(3_006);
  }

  @Property
  void isAHistogram(@ForAll Map<Integer, Short> counts) {
    Tally tally = new Tally();
    counts.forEach((code, count) -> tally.add(code, 2, count));

    Map<Integer, Long> expected = new TreeMap<>();
    counts.forEach((code, count) -> expected.put(code, (long) count));
    expected.values().removeIf(count -> count == 0);
    Map<Integer, Long> visited = new HashMap<>();
    tally.forEach(visited::put);

    assertThat(visited).isEqualTo(expected);
    assertThat(tally.n()).isEqualTo(expected.values().stream().mapToLong(Long::longValue).sum());
    assertThat(tally.sum()).isEqualTo(2 * tally.n());
    assertThat(Tally.of(visited, tally.sum())).isEqualTo(tally);
  }

  /**
   * Sizes from nothing to hundreds of codes: a short one is merged in another way than a long one.
   */
  @Property
  void mergesAndSubtractsCodeByCode(
      @ForAll @Size(max = 300) Map<@IntRange(min = -400, max = 400) Integer, Byte> a,
      @ForAll @Size(max = 40) Map<@IntRange(min = -400, max = 400) Integer, Byte> b) {
    Map<Integer, Long> merged = asLongs(a);
    b.forEach((code, count) -> merged.merge(code, (long) count, Long::sum));
    Map<Integer, Long> subtracted = asLongs(a);
    b.forEach((code, count) -> subtracted.merge(code, -(long) count, Long::sum));

    assertThat(Tally.of(asLongs(a), 7).merge(Tally.of(asLongs(b), 3)))
        .isEqualTo(Tally.of(merged, 10));
    assertThat(Tally.of(asLongs(a), 7).subtract(Tally.of(asLongs(b), 3)))
        .isEqualTo(Tally.of(subtracted, 4));
  }

  private static Map<Integer, Long> asLongs(Map<Integer, Byte> counts) {
    Map<Integer, Long> longs = new HashMap<>();
    counts.forEach((code, count) -> longs.put(code, (long) count));
    return longs;
  }

  @Test
  void codesAreVisitedInOrder() {
    StringBuilder order = new StringBuilder();
    Tally.of(Map.of(7, 1L, -1, 2L, 3, 3L), 0)
        .forEach((code, count) -> order.append(code).append(' '));

    assertThat(order).hasToString("-1 3 7 ");
  }

  @Test
  void aCountOfZeroIsNoCount() {
    assertThat(Tally.of(Map.of(1, 0L, 2, 5L), 10)).isEqualTo(new Tally().add(2, 2, 5));
    assertThat(Tally.of(Map.of(1, 0L), 0).isEmpty()).isTrue();
  }

  /** Two spans of one bin that are not equal: the counts cancel, the sum does not. */
  @Test
  void aDifferenceOfSumsAloneIsNotEmpty() {
    Tally difference = new Tally().add(100, 500, 1).add(100, 499, -1);

    assertThat(difference.n()).isZero();
    assertThat(difference.isEmpty()).isFalse();
    assertThat(new Tally().add(100, 499, 1).merge(difference))
        .isEqualTo(new Tally().add(100, 500, 1));
  }

  @Test
  void mergesWithItself_andTakesItselfAway() {
    Tally tally = new Tally().add(1, 1, 3).add(2, 2, 4);

    assertThat(tally.merge(tally)).isEqualTo(new Tally().add(1, 1, 6).add(2, 2, 8));
    assertThat(tally.subtract(tally).isEmpty()).isTrue();
  }

  @Test
  void aCopyIsIndependent() {
    Tally tally = new Tally().add(1, 1, 3);
    Tally copy = tally.copy().add(2, 2, 1);

    assertThat(tally).isEqualTo(new Tally().add(1, 1, 3));
    assertThat(copy.n()).isEqualTo(4);
    assertThat(new Tally().copy().add(1, 1, 1).n()).isEqualTo(1);
  }

  @Test
  void overflowIsRefused_andAddsNothing() {
    Tally tally = new Tally().add(1, 1, Long.MAX_VALUE);
    Tally before = tally.copy();

    assertThatThrownBy(() -> tally.add(1, 0, 1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> tally.add(2, 1, 1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> tally.add(2, Long.MAX_VALUE, 2))
        .isInstanceOf(ArithmeticException.class);
    assertThat(tally).isEqualTo(before);
  }

  @Test
  void overflowOfNIsRefused() {
    Tally tally = new Tally().add(1, 0, Long.MAX_VALUE).add(2, 0, 1);

    assertThatThrownBy(tally::n).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void overflowInAMergeIsRefused() {
    Tally full = new Tally().add(1, 0, Long.MAX_VALUE);
    Tally least = new Tally().add(1, 0, Long.MIN_VALUE);

    assertThatThrownBy(() -> full.copy().merge(full)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> full.copy().subtract(least)).isInstanceOf(ArithmeticException.class);
  }
}
