package dev.barometer.complaint.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.rule.Rule;
import dev.barometer.complaint.rule.RuleList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleDraftTest {
  private final RuleDraft draft = RuleDraft.of("kim", RuleList.DEFAULT);

  @Test
  void movesOneStep_asFarAsThatGoes() {
    assertThat(ids(draft.moved("csat-negative", true)))
        .containsExactly("csat-negative", "nps-detractor", "ces-worst-two", "by-hand");
    assertThat(ids(draft.moved("csat-negative", false)))
        .containsExactly("nps-detractor", "ces-worst-two", "csat-negative", "by-hand");
    assertThat(ids(draft.moved("nps-detractor", true))).isEqualTo(ids(draft));
    assertThat(ids(draft.moved("ces-worst-two", false))).isEqualTo(ids(draft));
    assertThat(ids(draft.moved("by-hand", true))).isEqualTo(ids(draft));
    assertThat(ids(draft.moved("nobody", true))).isEqualTo(ids(draft));
  }

  @Test
  void keepsWhatIsTakenDownByHand_lastAndOn_whateverIsDone() {
    Random random = new Random(7);
    List<String> names = List.of("nps-detractor", "csat-negative", "ces-worst-two", "by-hand");
    RuleDraft here = draft;
    for (int i = 0; i < 2_000; i++) {
      String name = names.get(random.nextInt(names.size()));
      here =
          switch (random.nextInt(8)) {
            case 0 -> here.without(name);
            case 1, 2 -> here.switched(name, random.nextBoolean());
            case 3 -> RuleDraft.of("kim", RuleList.DEFAULT);
            default -> here.moved(name, random.nextBoolean());
          };
      Rule last = here.rules().get(here.rules().size() - 1);
      assertThat(last.on()).isEqualTo(Rule.BY_HAND);
      assertThat(last.enabled()).isTrue();
      assertThat(here.rules().stream().filter(RuleDraft::isByHand)).hasSize(1);
    }
  }

  private static List<String> ids(RuleDraft of) {
    return of.rules().stream().map(Rule::ruleId).toList();
  }
}
