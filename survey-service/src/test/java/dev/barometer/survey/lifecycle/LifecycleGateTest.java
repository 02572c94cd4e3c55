package dev.barometer.survey.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.starter.json.FactJson;
import dev.barometer.survey.gate.Gate;
import dev.barometer.survey.gate.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifecycleGateTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private final LifecycleGate gate = new LifecycleGate(FactJson::write, "erased"::equals);

  private Verdict decide(LifecycleSubject said, byte @Nullable [] state) {
    var event = new Gate.EventContext(EventTypes.LIFECYCLE_CONTRACT_UPDATED, NOW, NOW);
    return gate.decide(said, event, state);
  }

  private static LifecycleSubject contract(long revision, @Nullable String name) {
    return new LifecycleSubject(
        "C1", revision, "contract", name, null, List.of(), null, null, NOW, null);
  }

  @Test
  void passesOnHigherRevisionsAlone() {
    Verdict first = decide(contract(2, "One"), null);

    assertThat(first).isInstanceOf(Verdict.Accepted.class);
    byte[] state = ((Verdict.Accepted) first).state();
    assertThat(decide(contract(2, "One"), state)).isInstanceOf(Verdict.Repeated.class);
    assertThat(decide(contract(1, "Zero"), state)).isInstanceOf(Verdict.Repeated.class);
    assertThat(decide(contract(3, "Two"), state)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void refusesTheSameRevisionInOtherWords_andWhatBreaksARule() {
    byte[] state = ((Verdict.Accepted) decide(contract(2, "One"), null)).state();

    assertThat(decide(contract(2, "Two"), state)).isInstanceOf(Verdict.Refused.class);
    assertThat(decide(contract(0, "One"), null)).isInstanceOf(Verdict.Refused.class);
  }
}
