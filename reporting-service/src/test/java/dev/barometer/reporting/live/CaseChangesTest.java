package dev.barometer.reporting.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CaseChangesTest {
  private static final Instant AT = Instant.parse("2026-11-30T09:00:00.123456Z");

  private static CompletableFuture<Void> asking(CaseChanges changes) {
    CompletableFuture<Void> answered = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                changes.await();
                answered.complete(null);
              } catch (InterruptedException e) {
                answered.completeExceptionally(e);
              }
            });
    asking.start();
    await().until(() -> answered.isDone() || asking.getState() == Thread.State.TIMED_WAITING);
    return answered;
  }

  @Test
  void waitsUntilWhatIsKnownIsCounted() {
    var changes = new CaseChanges(Duration.ofMinutes(5));
    changes.changed(AT);

    CompletableFuture<Void> answered = asking(changes);
    changes.counted(AT.minusMillis(5));
    assertThat(answered).isNotDone();
    changes.counted(Instant.parse("2026-11-30T09:00:00.123Z"));

    await().until(answered::isDone);
    assertThat(asking(changes)).isCompleted();
  }

  @Test
  void waitsForNothingThatCameAfterItWasAsked() {
    var changes = new CaseChanges(Duration.ofMinutes(5));
    changes.changed(AT);

    CompletableFuture<Void> answered = asking(changes);
    changes.changed(AT.plusSeconds(1));
    changes.counted(AT);

    await().until(answered::isDone);
  }

  @Test
  void keepsNobodyWaiting_forAChangeThatIsNeverCounted() {
    var changes = new CaseChanges(Duration.ofMillis(20));
    changes.changed(AT);

    await().until(asking(changes)::isDone);
  }

  @Test
  void waitsForNothing_whereNothingChanged() {
    assertThat(asking(new CaseChanges(Duration.ofMinutes(5)))).isCompleted();
  }
}
