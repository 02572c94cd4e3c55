package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.SteadySenders.Taken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, database and each service go away while tickets and answers keep coming: what was
 * acknowledged is counted, exactly once, and all recovers by itself.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutagesIT {
  private static final Logger log = LoggerFactory.getLogger(OutagesIT.class);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration VERY_LONG = Duration.ofSeconds(180);
  private static final int IMPORTED = 1_100;

  /** The process stands still with its connections open; "pause" needs a control group for it. */
  private static final String FREEZE = "kill -s SIGSTOP";

  private static final String THAW = "kill -s SIGCONT";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final List<String> table = new ArrayList<>();
  private ComposeStack stack;
  private Suite suite;
  private SteadySenders senders;
  private Ledger ledger;
  private Recovery recovery;

  /**
   * One of the suite's containers goes away, or several.
   *
   * @param begin the command of Docker Compose that takes it away
   * @param end the one that brings it back
   * @param red the services that must say that they are not ready
   * @param times how often in a row, while a file is imported
   */
  private record Outage(
      String container, String begin, Duration lasts, String end, List<String> red, int times) {
    Outage(String container, String begin, Duration lasts, String end, List<String> red) {
      this(container, begin, lasts, end, red, 1);
    }

    @Override
    public String toString() {
      return container + " " + begin + " " + lasts.toSeconds() + " s";
    }
  }

  static Stream<Outage> outages() {
    List<String> all = ComposeStack.SERVICES;
    List<String> withDatabase = List.of("survey-service", "complaint-service", "reporting-service");
    List<Outage> outages =
        new ArrayList<>(
            List.of(
                new Outage(ComposeStack.BROKER, "stop", LONG, "start", all),
                new Outage(ComposeStack.BROKER, FREEZE, LONG, THAW, all),
                new Outage(ComposeStack.BROKER, "kill", SHORT, "start", List.of()),
                new Outage(ComposeStack.DATABASE, "stop", LONG, "start", withDatabase),
                new Outage(ComposeStack.DATABASE, FREEZE, LONG, THAW, withDatabase),
                new Outage(ComposeStack.DATABASE, "kill", SHORT, "start", List.of(), 5)));
    all.forEach(
        service -> outages.add(new Outage(service, "kill", SHORT, "start", List.of(service))));
    // All of it, as when the machine is suspended or moved; but not its senders.
    String everything = String.join(" ", all);
    for (Duration pause : List.of(SHORT, LONG, VERY_LONG)) {
      outages.add(new Outage(everything, FREEZE, pause, THAW, all, 2));
    }
    String only = System.getProperty("barometer.outage", "");
    return outages.stream().filter(outage -> outage.toString().contains(only));
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    stack = ComposeStack.up(folder);
    suite = new Suite(stack);
    senders = new SteadySenders(stack, NOW);
    ledger = new Ledger(suite, NOW);
    recovery = new Recovery(suite, senders, ledger);
    recovery.await();
  }

  @AfterAll
  void stop() {
    log.info(
        "outage | red | recovered after | refused | answers | tickets | cases\n{}",
        String.join("\n", table));
    if (senders != null) {
      senders.close();
    }
    if (suite != null) {
      suite.close();
    }
  }

  @ParameterizedTest
  @MethodSource("outages")
  void countsEveryAcknowledgedFactOnce_whenSomethingGoesAway(Outage outage) {
    senders.resume();
    senders.refusals();
    String job = ledger.beginImport(IMPORTED);
    Set<String> red = new TreeSet<>();
    List<String> recovered = new ArrayList<>();
    for (int time = 0; time < outage.times(); time++) {
      run(outage.begin(), outage.container());
      red.addAll(watch(outage.lasts()));
      run(outage.end(), outage.container());
      recovered.add("%.1f s".formatted(recovery.await().toMillis() / 1_000.0));
    }

    ledger.awaitImport(job);
    senders.pause();
    Taken all = ledger.with(senders.taken());
    String line =
        "%s | %s | %s | %s | %d | %d | %d"
            .formatted(
                outage,
                red,
                String.join(", ", recovered),
                senders.refusals(),
                all.answers(),
                all.tickets(),
                all.detractors());
    log.info(line);
    table.add(line);
    ledger.awaitComplete(all);
    assertThat(red).containsAll(outage.red());
    assertThat(recovery.notAlive()).isEmpty();
    assertThat(deadLetters()).isZero();
  }

  private void run(String command, String container) {
    stack.compose((command + " " + container).split(" "));
  }

  /** Until the time is over: who said meanwhile that he is not ready, or nothing. */
  private Set<String> watch(Duration lasts) {
    Set<String> red = new TreeSet<>();
    long end = System.nanoTime() + lasts.toNanos();
    Awaitility.await()
        .atMost(lasts.plusSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .pollInSameThread()
        .until(
            () -> {
              red.addAll(recovery.notReady());
              return System.nanoTime() > end;
            });
    return red;
  }

  private long deadLetters() {
    try (Admin admin = Admin.create(stack.broker())) {
      String[] topics =
          admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
              .filter(name -> name.endsWith(".dlq"))
              .toArray(String[]::new);
      assertThat(topics).isNotEmpty();
      return new Broker(stack.broker()).read(topics).size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
