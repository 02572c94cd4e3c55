package dev.barometer.reporting.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionTest {
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

  private final Suppression suppression = new Suppression(5);

  @Test
  void nothingIsHiddenWhereNothingIsSmall() {
    assertThat(shown(20, 10, 5)).containsExactly(20L, 10L, 5L);
  }

  @Test
  void theNextSmallestIsHiddenToo_whereOneGroupIs() {
    assertThat(shown(20, 10, 7, 3)).containsExactly(20L, 10L);
  }

  @Test
  void twoSmallGroupsHideEachOther() {
    assertThat(shown(20, 10, 4, 3)).containsExactly(20L, 10L);
  }

  @Test
  void twoTinyGroupsDoNot_whereTheirSumIsStillTooSmall() {
    assertThat(shown(20, 10, 2, 1)).containsExactly(20L);
  }

  @Test
  void ofTwoGroupsBothAreHidden() {
    assertThat(shown(20, 3)).isEmpty();
  }

  @Test
  void theOneThereIsStaysHidden() {
    assertThat(shown(3)).isEmpty();
  }

  @Test
  void groupsOfOneSizeAreHiddenByName() {
    List<BreakdownItem> items = List.of(item("a", 9), item("b", 9), item("c", 1));

    assertThat(suppression.apply(items))
        .filteredOn(item -> item.score().hasValue())
        .extracting(BreakdownItem::value)
        .containsExactly("b");
  }

  @Test
  void whatIsHiddenSaysHowManyThereAre_andNothingElse() {
    BreakdownItem hidden = suppression.apply(List.of(item("a", 9), item("b", 1))).get(0);

    assertThat(hidden.score().n()).isEqualTo(9);
    assertThat(hidden.score().status()).isEqualTo("not-enough-data");
    assertThat(hidden.score().value()).isNull();
    assertThat(hidden.score().interval()).isNull();
    assertThat(hidden.score().counts()).isNull();
  }

  /** The sizes of the groups that are still shown. */
  private List<Long> shown(long... sizes) {
    List<BreakdownItem> items = new ArrayList<>();
    for (long size : sizes) {
      items.add(item("group " + items.size(), size));
    }
    return suppression.apply(items).stream()
        .filter(item -> item.score().hasValue())
        .map(item -> item.score().n())
        .toList();
  }

  private static BreakdownItem item(String value, long n) {
    ScoreView score =
        new ScoreView(
            "nps",
            null,
            "team:" + value,
            FROM,
            FROM.plusSeconds(3600),
            30.0,
            n,
            null,
            null,
            null,
            null,
            null,
            null,
            "ok",
            null,
            null);
    return BreakdownItem.of(value, n < 5 ? score.hidden() : score);
  }
}
