package dev.barometer.reporting.action;

import static dev.barometer.reporting.action.ActionFixtures.ANN;
import static dev.barometer.reporting.action.ActionFixtures.AT;
import static dev.barometer.reporting.action.ActionFixtures.BO;
import static dev.barometer.reporting.action.ActionFixtures.DUE;
import static dev.barometer.reporting.action.ActionFixtures.WORDS;
import static dev.barometer.reporting.action.ActionFixtures.goal;
import static dev.barometer.reporting.action.ActionFixtures.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be done with an action when, and who sees it. */
class ActionTest {
  private static final Action.Frozen FROZEN = new Action.Frozen("B-1", 6, AT);

  private static Action move(Action action, Move move, Instant at) {
    return action.moved(move, move == Move.START ? FROZEN : null, action.goal(), "why", ANN, at);
  }

  @Test
  void keepsWhatItStartedWith_whenItIsReopened() {
    Action done = move(move(planned("A-1"), Move.START, AT), Move.FINISH, AT);
    Action.Frozen other = new Action.Frozen("B-2", 9, AT);

    assertThat(done.moved(Move.REOPEN, other, done.goal(), null, ANN, AT).frozen())
        .isEqualTo(FROZEN);
  }

  @Test
  void aimsAtTheSame_onceItStarted() {
    Action running = move(planned("A-1"), Move.START, AT);

    assertThatThrownBy(() -> running.changed(WORDS, goal("csat", 60, null), ANN, AT))
        .isInstanceOf(MoveRefusedException.class);
    assertThat(planned("A-1").changed(WORDS, goal("csat", 60, null), ANN, AT).goal().target())
        .isEqualTo(60);
  }

  @Test
  void isTheSame_whenNothingChanges() {
    Action action = planned("A-1");

    assertThat(action.changed(WORDS, action.goal(), ANN, AT)).isSameAs(action);
  }

  @Test
  void isChangedOnlyWhileItIsOpen() {
    Action dropped = move(planned("A-1"), Move.DROP, AT);
    Action.Words longer = new Action.Words("Later", null, BO, DUE.plusDays(9), null);

    assertThatThrownBy(() -> dropped.changed(longer, dropped.goal(), ANN, AT))
        .isInstanceOf(MoveRefusedException.class);
    assertThat(planned("A-1").changed(longer, dropped.goal(), ANN, AT).due())
        .isEqualTo(DUE.plusDays(9));
  }

  @Test
  void isOverdue_fromTheDayAfter_asLongAsItIsOpen() {
    Action action = planned("A-1");

    assertThat(action.isOverdueOn(DUE)).isFalse();
    assertThat(action.isOverdueOn(DUE.plusDays(1))).isTrue();
    assertThat(move(action, Move.DROP, AT).isOverdueOn(DUE.plusDays(1))).isFalse();
  }

  @Test
  void onlyManagersOfNoTeamSeeAll_leadsTheirTeams_andEachWhatIsHis() {
    Action action = planned("A-1");

    assertThat(new Viewer("", true, List.of()).sees(action)).isTrue();
    assertThat(new Viewer("x", false, List.of("Mail desk")).sees(action)).isTrue();
    assertThat(new Viewer("x", false, List.of("Phone desk")).sees(action)).isFalse();
    assertThat(new Viewer("bo", false, List.of()).sees(action)).isTrue();
    assertThat(new Viewer("", false, List.of()).sees(action)).isFalse();
    assertThat(new Viewer("x", false, List.of("Mail desk")).mayWrite()).isFalse();
  }
}
