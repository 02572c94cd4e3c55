package dev.barometer.scoring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Invitation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringRulesTest {

  /** What is published of a group is published for good: before its end nothing is. */
  @ParameterizedTest
  @CsvSource({
    "1, issued, true",
    "1, answered, true",
    "5, issued, false",
    "5, reminded, false",
    "5, answered, true",
    "5, expired, true"
  })
  void anInvitationSaysSomething_whenItWillSayNothingElse(
      int groupSize, String status, boolean says) {
    ScoringRules rules =
        new ScoringRules(List.of(), Retention.forEver(ZoneOffset.UTC), 100, groupSize);

    EntityState state = rules.stateOf(invitation(status));

    assertThat(state.observations().isEmpty()).isNotEqualTo(says);
    assertThat(state.revision()).isEqualTo(1);
    assertThat(state.dimensionValues()).isNotEmpty();
  }

  private static Invitation invitation(String status) {
    Instant issued = Instant.parse("2026-11-22T10:20:00Z");
    return new Invitation(
        "i1",
        1,
        status,
        "after-ticket",
        1,
        "autumn",
        null,
        issued,
        null,
        issued.plusSeconds(60),
        null,
        null,
        Context.NONE,
        null,
        null,
        null,
        null);
  }
}
