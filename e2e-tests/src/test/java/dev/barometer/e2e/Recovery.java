package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.SteadySenders.Taken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** When a suite is itself again: all ready, and its scores show what was taken a second before. */
final class Recovery {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Suite suite;
  private final SteadySenders senders;
  private final Ledger ledger;

  Recovery(Suite suite, SteadySenders senders, Ledger ledger) {
    this.suite = suite;
    this.senders = senders;
    this.ledger = ledger;
  }

  /** Waits for it; returns how long that took. */
  Duration await() {
    long began = System.nanoTime();
    int[] before = {senders.taken().answers(), senders.taken().tickets()};
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .pollInSameThread()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Taken now = senders.taken();
              boolean goesOn = now.answers() > before[0];
              int answers = before[0];
              int tickets = before[1];
              before[0] = now.answers();
              before[1] = now.tickets();
              assertThat(notReady()).isEmpty();
              assertThat(goesOn).as("answers are taken").isTrue();
              assertThat(ledger.score("nps").get("n").asInt()).isGreaterThanOrEqualTo(answers);
              assertThat(ledger.score("tickets-opened").get("value").asInt())
                  .isGreaterThanOrEqualTo(tickets);
            });
    return Duration.ofNanos(System.nanoTime() - began);
  }

  List<String> notReady() {
    return without("readiness");
  }

  List<String> notAlive() {
    return without("liveness");
  }

  private List<String> without(String health) {
    return suite.services().entrySet().stream()
        .filter(service -> !is(health, service.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private boolean is(String health, URI service) {
    var request =
        HttpRequest.newBuilder(service.resolve("actuator/health/" + health))
            .timeout(Duration.ofSeconds(8))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // no answer is no health
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
