package dev.barometer.starter.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final CommitPace pace = new CommitPace();

  @Test
  void wantsNoCommit_whenNothingWasTaken() {
    pace.take(0);

    assertThat(pace.wantsCommit()).isFalse();
  }

  @Test
  void asksOnceForWhatWasTaken_andAgainForWhatCameLater() {
    pace.take(3);
    assertThat(pace.wantsCommit()).isTrue();

    pace.ask();
    pace.take(0);
    assertThat(pace.wantsCommit()).isFalse();

    pace.take(1);
    assertThat(pace.wantsCommit()).isTrue();
  }

  @Test
  void tellsHowMuchACommitHolds() {
    pace.take(3);
    pace.take(4);

    assertThat(pace.committed(0, 1)).isEqualTo(7);
    assertThat(pace.wantsCommit()).isFalse();
    assertThat(pace.committed(2, 3)).isZero();
  }

  @Test
  void commitsTwiceInARow_afterARest() {
    pace.committed(10 * SECOND, 13 * SECOND);

    assertThat(pace.untilDue(13 * SECOND)).isZero();
  }

  @Test
  void worksAsLongAsItsCommitsTook_beforeTheThird() {
    pace.committed(10 * SECOND, 13 * SECOND);
    pace.committed(13 * SECOND, 15 * SECOND);

    assertThat(pace.untilDue(15 * SECOND)).isEqualTo(Duration.ofSeconds(3));
    assertThat(pace.untilDue(18 * SECOND)).isZero();
  }

  @Test
  void owesOnePauseAtMost_howeverManyCommitsFollow() {
    long now = 0;
    for (int i = 0; i < 100; i++) {
      pace.committed(now, now + SECOND);
      now += SECOND + pace.untilDue(now + SECOND).toNanos();
    }

    assertThat(now).isEqualTo(199 * SECOND);
  }

  @Test
  void commitsNotOftenerThanEach25Milliseconds_howeverShortACommitIs() {
    pace.committed(SECOND, SECOND + 1);
    pace.committed(SECOND + 1, SECOND + 2);

    assertThat(pace.untilDue(SECOND + 2)).isEqualTo(Duration.ofMillis(25));
  }

  @Test
  void commitsAtOnce_whenItIsTheFirst() {
    pace.take(1);

    assertThat(pace.untilDue(-SECOND)).isZero();
  }
}
