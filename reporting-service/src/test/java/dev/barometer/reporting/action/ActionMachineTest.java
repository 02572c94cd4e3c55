package dev.barometer.reporting.action;

import static dev.barometer.reporting.action.ActionFixtures.ANN;
import static dev.barometer.reporting.action.ActionFixtures.AT;
import static dev.barometer.reporting.action.ActionFixtures.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.Rules;
import dev.barometer.starter.json.FactJson;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** An action gets only where the moves lead, and its history says how. */
class ActionMachineTest {
  private static final Action.Frozen FROZEN = new Action.Frozen("B-1", 6, AT);

  /** What is allowed, written down apart from the code: from where, by which move, to where. */
  private static final Map<Status, Map<Move, Status>> ALLOWED =
      new EnumMap<>(
          Map.of(
              Status.PLANNED, Map.of(Move.START, Status.RUNNING, Move.DROP, Status.DROPPED),
              Status.RUNNING, Map.of(Move.FINISH, Status.DONE, Move.DROP, Status.DROPPED),
              Status.DONE, Map.of(Move.REOPEN, Status.RUNNING),
              Status.DROPPED, Map.of(Move.REOPEN, Status.RUNNING)));

  private static Action move(Action action, Move move, Instant at) {
    return action.moved(move, move == Move.START ? FROZEN : null, action.goal(), "why", ANN, at);
  }

  @Property(tries = 200)
  void comesOnlyToWhatIsAllowed(@ForAll @Size(max = 30) List<Move> moves) {
    Action action = planned("A-1");
    boolean started = false;
    for (Move move : moves) {
      Status before = action.status();
      Status to = ALLOWED.get(before).get(move);
      Action now = action;
      Instant at = AT.plusSeconds(now.revision());
      if (to == null) {
        assertThatThrownBy(() -> move(now, move, at)).isInstanceOf(MoveRefusedException.class);
        continue;
      }
      started |= move == Move.START;
      action = move(now, move, at);
      Status expected = move == Move.REOPEN && !started ? Status.PLANNED : to;
      assertThat(action.status()).isEqualTo(expected);
      assertThat(action.revision()).isEqualTo(now.revision() + 1);
      assertThat(action.history()).hasSize(now.history().size() + 1);
      assertThat(action.history()).startsWith(now.history().toArray(Step[]::new));
      assertThat(action.lastStepUntil(at).orElseThrow().status()).isEqualTo(expected);
      assertThat(action.frozen()).isEqualTo(started ? FROZEN : null);
      assertThat(Rules.check(PublishedAction.of(action), "A-1", at)).isEmpty();
      assertThat(FactJson.read(FactJson.write(action), Action.class)).isEqualTo(action);
    }
  }
}
