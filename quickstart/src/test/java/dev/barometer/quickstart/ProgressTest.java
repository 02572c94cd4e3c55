package dev.barometer.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(printed, true, UTF_8), 2, Duration.ofMillis(10));

  @Test
  void saysWhatIsStillBeingWaitedFor() throws InterruptedException {
    var arrives = new CountDownLatch(1);
    var waiting = new Thread(() -> progress.step("broker", () -> arrivesInTime(arrives)));
    waiting.start();

    await().atMost(LIMIT).until(() -> printed().contains("waiting for broker (0 s)"));
    arrives.countDown();
    waiting.join(LIMIT.toMillis());

    assertThat(printed()).contains("[1/2] broker ... ");
  }

  @Test
  void saysNothingMore_whenAStepHasFailed() {
    try {
      progress.step(
          "broker",
          () -> {
            throw new IllegalStateException("cannot");
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("cannot");
    }

    await()
        .atMost(LIMIT)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("signs-of-life")));
    assertThat(printed()).doesNotContain("[1/2]");
  }

  private static boolean arrivesInTime(CountDownLatch latch) {
    try {
      return latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String printed() {
    return printed.toString(UTF_8);
  }
}
