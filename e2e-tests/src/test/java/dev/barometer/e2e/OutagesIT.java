package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.SteadyIntake.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import tools.jackson.databind.JsonNode;

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

  /** The process stands still with its connections open; "pause" needs a control group for it. */
  private static final String FREEZE = "kill -s SIGSTOP";

  private static final String THAW = "kill -s SIGCONT";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Map<String, String> SINCE_YESTERDAY =
      Map.of(
          "from", NOW.minus(1, ChronoUnit.DAYS).toString(),
          "to", NOW.plus(1, ChronoUnit.DAYS).toString());

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> table = new ArrayList<>();
  private ComposeStack stack;
  private Suite suite;
  private SteadyIntake intake;

  /**
   * One of the suite's containers goes away.
   *
   * @param begin the command of Docker Compose that takes it away
   * @param end the one that brings it back
   * @param red the services that must say that they are not ready
   */
  private record Outage(
      String container, String begin, Duration lasts, String end, List<String> red) {
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
                new Outage(ComposeStack.DATABASE, "kill", SHORT, "start", List.of())));
    all.forEach(
        service -> outages.add(new Outage(service, "kill", SHORT, "start", List.of(service))));
    String only = System.getProperty("barometer.outage", "");
    return outages.stream().filter(outage -> outage.toString().contains(only));
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    stack = ComposeStack.up(folder);
    suite = new Suite(stack);
    intake = new SteadyIntake(stack, NOW);
    awaitCaughtUp();
  }

  @AfterAll
  void stop() {
    log.info(
        "outage | red | recovered after | refused | answers | tickets | cases\n{}",
        String.join("\n", table));
    if (intake != null) {
      intake.close();
    }
    if (suite != null) {
      suite.close();
    }
  }

  @ParameterizedTest
  @MethodSource("outages")
  void countsEveryAcknowledgedFactOnce_whenSomethingGoesAway(Outage outage) {
    intake.resume();
    intake.refusals();
    run(outage.begin(), outage.container());
    Set<String> red = watch(outage.lasts());
    run(outage.end(), outage.container());
    Duration recovery = awaitCaughtUp();

    intake.pause();
    Taken taken = intake.taken();
    String line =
        "%s | %s | %.1f s | %s | %d | %d | %d"
            .formatted(
                outage,
                red,
                recovery.toMillis() / 1_000.0,
                intake.refusals(),
                taken.answers(),
                taken.tickets(),
                taken.detractors());
    log.info(line);
    table.add(line);
    Suite.eventually().untilAsserted(() -> assertCounted(taken));
    assertThat(red).containsAll(outage.red());
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
              red.addAll(notReady());
              return System.nanoTime() > end;
            });
    return red;
  }

  /** Until all are ready and the scores show what was taken a second before. */
  private Duration awaitCaughtUp() {
    long began = System.nanoTime();
    int[] before = {intake.taken().answers(), intake.taken().tickets()};
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .pollInSameThread()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Taken now = intake.taken();
              boolean goesOn = now.answers() > before[0];
              int answers = before[0];
              int tickets = before[1];
              before[0] = now.answers();
              before[1] = now.tickets();
              assertThat(notReady()).isEmpty();
              assertThat(goesOn).as("answers are taken").isTrue();
              assertThat(score("nps").get("n").asInt()).isGreaterThanOrEqualTo(answers);
              assertThat(score("tickets-opened").get("value").asInt())
                  .isGreaterThanOrEqualTo(tickets);
            });
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void assertCounted(Taken taken) {
    JsonNode nps = score("nps");
    assertThat(nps.get("n").asInt()).isEqualTo(taken.answers());
    assertThat(nps.get("counts").get("positive").asInt()).isEqualTo(taken.promoters());
    assertThat(nps.get("counts").get("negative").asInt()).isEqualTo(taken.detractors());
    assertThat(score("responses").get("value").asInt()).isEqualTo(taken.answers());
    assertThat(score("tickets-opened").get("value").asInt()).isEqualTo(taken.tickets());
    assertThat(score("art").get("n").asInt()).isEqualTo(taken.tickets());
    assertThat(score("complaints").get("value").asInt()).isEqualTo(taken.detractors());
  }

  private JsonNode score(String metric) {
    return suite.score(metric, SINCE_YESTERDAY);
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

  private List<String> notReady() {
    Map<String, URI> services =
        Map.of(
            "survey-service", stack.survey(),
            "scoring-service", stack.scoring(),
            "complaint-service", stack.complaint(),
            "reporting-service", stack.reporting());
    return services.entrySet().stream()
        .filter(service -> !isReady(service.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private boolean isReady(URI service) {
    var request =
        HttpRequest.newBuilder(service.resolve("/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(8))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // no answer is no readiness
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
