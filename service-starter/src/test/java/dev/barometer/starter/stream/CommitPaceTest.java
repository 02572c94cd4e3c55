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
  void worksAsLongAsTheLastCommitTook_beforeTheNext() {
    pace.committed(10 * SECOND, 13 * SECOND);

    assertThat(pace.untilDue(14 * SECOND)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pace.untilDue(17 * SECOND)).isZero();
  }

  @Test
  void commitsNotOftenerThanEach25Milliseconds_howeverShortACommitIs() {
    pace.committed(SECOND, SECOND + 1);

    assertThat(pace.untilDue(SECOND + 1)).isEqualTo(Duration.ofMillis(25));
  }

  @Test
  void commitsAtOnce_whenItIsTheFirst() {
    pace.take(1);

    assertThat(pace.untilDue(-SECOND)).isZero();
  }
}
