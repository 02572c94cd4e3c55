package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void tellsWhatEachThreadDoes_whenItIsMissed()
      throws ExecutionException, InterruptedException, TimeoutException {
    var told = new CompletableFuture<String>();

    try (var missed = new Deadline(Duration.ofMillis(1), told::complete)) {
      assertThat(told.get(30, TimeUnit.SECONDS))
          .contains("tellsWhatEachThreadDoes_whenItIsMissed", "CompletableFuture");
      assertThat(missed).isNotNull();
    }
  }

  @Test
  void saysNothing_whenItIsMet() throws InterruptedException {
    var told = new CompletableFuture<String>();
    var met = new Deadline(Duration.ofHours(1), told::complete);

    met.close();

    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("deadline")) {
        thread.join(Duration.ofSeconds(30).toMillis());
        assertThat(thread.isAlive()).isFalse();
      }
    }
    assertThat(told).isNotDone();
  }
}
