package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.SteadySenders.Taken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole suite stands still, as a machine does that is suspended or moved, while tickets and
 * answers keep coming and a file is imported; twice in a row. No container is needed.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrozenIT {
  private static final Logger log = LoggerFactory.getLogger(FrozenIT.class);
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final int IMPORTED = 3_000;

  private final List<String> table = new ArrayList<>();
  private ProcessStack stack;
  private Suite suite;
  private Ledger ledger;
  private SteadySenders senders;
  private Recovery recovery;

  @BeforeAll
  void start(@TempDir Path folder) {
    stack = ProcessStack.begin(folder.resolve("data"));
    suite = new Suite(stack);
    ledger = new Ledger(suite, NOW);
    senders = new SteadySenders(stack, NOW);
    recovery = new Recovery(suite, senders, ledger);
    recovery.await();
  }

  @AfterAll
  void stop() {
    log.info(
        "stood still | recovered after | answers | tickets | cases\n{}", String.join("\n", table));
    senders.close();
    suite.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 60, 180})
  void goesOnByItself_whenItStoodStillTwice(int seconds) throws Exception {
    senders.resume();
    String job = ledger.beginImport(IMPORTED);
    for (int time = 0; time < 2; time++) {
      int before = senders.taken().answers();
      Suite.eventually().until(() -> senders.taken().answers() > before + 20);
      stack.freeze();
      wait(Duration.ofSeconds(seconds));
      stack.thaw();
      String line = "%d s | %.1f s".formatted(seconds, recovery.await().toMillis() / 1_000.0);
      log.info(line);
      table.add(line);
      assertThat(recovery.notAlive()).isEmpty();
    }

    ledger.awaitImport(job);
    senders.pause();
    Taken all = ledger.with(senders.taken());
    ledger.awaitComplete(all);
    table.add(" | | %d | %d | %d".formatted(all.answers(), all.tickets(), all.detractors()));
    assertThat(stack.isAlive()).isTrue();
    assertThat(Files.readString(stack.log()))
        .doesNotContain("cannot be looked after", "ends with status");
  }

  /** The length of the pause is what is tried here. */
  private static void wait(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    Awaitility.await()
        .atMost(pause.plusSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> System.nanoTime() - end >= 0);
  }
}
