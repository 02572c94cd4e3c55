package dev.barometer.scoring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeTextsTest {
  private static final DimensionPair SERVICE_AND_TEAM = DimensionPair.parse("service+team");

  private final ScopeTexts texts = new ScopeTexts(6);

  @Test
  void namesEveryScope_theNarrowestFirstAndTheWholeLast() {
    List<String> scopes = texts.of(in("Email", "A,team:B"));

    assertThat(scopes).hasSize(4).startsWith("service:Email,team:A\\,team:B").endsWith("all");
    assertThat(scopes).contains("service:Email", "team:A\\,team:B");
  }

  @Test
  void leavesOutAPair_whenOneOfItsValuesIsNotKnown() {
    EntityState inEmail =
        new EntityState(
            1, Map.of(Dimension.SERVICE, "Email"), List.of(SERVICE_AND_TEAM), List.of());

    assertThat(texts.of(inEmail)).containsExactly("service:Email", "all");
  }

  @Test
  void makesATextOnce() {
    List<String> first = texts.of(in("Email", "A"));

    List<String> second = texts.of(in("Email", "A"));

    assertThat(second).isEqualTo(first);
    assertThat(second.get(0)).isSameAs(first.get(0));
    assertThat(texts.kept()).isEqualTo(3);
  }

  @Test
  void saysTheSame_whenItHadToForget() {
    List<String> first = texts.of(in("Email", "A"));
    for (int team = 0; team < 20; team++) {
      texts.of(in("Email", "Team " + team));
      assertThat(texts.kept()).isLessThanOrEqualTo(9);
    }

    assertThat(texts.of(in("Email", "A"))).isEqualTo(first);
  }

  private static EntityState in(String service, String team) {
    return new EntityState(
        1,
        Map.of(Dimension.SERVICE, service, Dimension.TEAM, team),
        List.of(SERVICE_AND_TEAM),
        List.of());
  }
}
