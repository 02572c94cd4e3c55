package dev.barometer.starter.patience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class PatienceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Troubles troubles = new Troubles();
  private final List<String> ends = new ArrayList<>();
  private final List<Watched> watched = new ArrayList<>();

  private Patience patience() {
    return new Patience(
        troubles, watched, new PatienceProperties(Duration.ofSeconds(100)), ends::add);
  }

  @Test
  void isNotAlive_andThenEnds_whenATroubleLasts() {
    Patience patience = patience();
    troubles.failed("barometer.tallies", new IllegalStateException("secret"));
    look(patience, 99);
    assertThat(patience.health().getStatus()).isEqualTo(Status.UP);

    look(patience, 1);
    assertThat(patience.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(patience.health().getDetails())
        .containsEntry("barometer.tallies", "java.lang.IllegalStateException");

    look(patience, 19);
    assertThat(ends).isEmpty();
    look(patience, 1);
    assertThat(ends)
        .containsExactly(
            "barometer.tallies has failed for 120 s, last with java.lang.IllegalStateException");
  }

  @Test
  void goesOnLiving_whenItHeals_orFailsAgainLater() {
    Patience patience = patience();
    for (int time = 0; time < 5; time++) {
      troubles.failed("barometer.tallies", "failed");
      look(patience, 90);
      troubles.failed("barometer.tallies", "failed otherwise");
      look(patience, 9);
      troubles.over("barometer.tallies");
      look(patience, 1);
    }

    assertThat(patience.health().getStatus()).isEqualTo(Status.UP);
    assertThat(ends).isEmpty();
  }

  @Test
  void doesNotCountTheTimeInWhichTheWholeProcessStoodStill() {
    Patience patience = patience();
    troubles.failed("barometer.tallies", "failed");

    patience.look(Duration.ofHours(9));

    assertThat(patience.health().getStatus()).isEqualTo(Status.UP);
    assertThat(ends).isEmpty();
  }

  @Test
  void looksAtEverybody_whenOneOfThemFails() {
    List<String> looked = new ArrayList<>();
    watched.add(
        () -> {
          throw new IllegalStateException("cannot start");
        });
    watched.add(() -> looked.add("second"));

    patience().look(SECOND);

    assertThat(looked).containsExactly("second");
  }

  @Test
  void looksByItself_untilItIsStopped() {
    List<String> looked = new ArrayList<>();
    watched.add(() -> looked.add("looked"));
    Patience patience = patience();

    patience.start();
    await().until(() -> !looked.isEmpty());
    assertThat(patience.isRunning()).isTrue();
    patience.stop();

    assertThat(patience.isRunning()).isFalse();
  }

  private static void look(Patience patience, int seconds) {
    for (int i = 0; i < seconds; i++) {
      patience.look(SECOND);
    }
  }
}
