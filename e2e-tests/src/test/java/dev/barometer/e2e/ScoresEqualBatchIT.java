package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.score.Scope;
import dev.barometer.starter.json.FactJson;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A random stream with repeats, disorder, late facts, revisions and withdrawals straight onto the
 * inbound topics: what the API then says equals a batch computation over the fact topics.
 */
class ScoresEqualBatchIT {
  private static final List<String> METRICS =
      List.of("nps", "csat", "ces", "art", "sla", "reopen-rate", "tickets-closed");
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir private Path data;

  @Test
  void everyScoreEqualsTheBatch() {
    long seed = Long.getLong("barometer.seed", System.nanoTime());
    List<Fact> sent = new RandomStream(seed, NOW).facts(300, 600);
    try (Suite suite = new Suite(data)) {
      var broker = new Broker(suite.running().bootstrapServers());
      send(broker, sent);
      Batch expected = new Batch(sent);

      Suite.eventually()
          .untilAsserted(() -> assertEqualsBatch(suite, expected, "what was sent, seed " + seed));
      List<Fact> consumed = read(broker);
      assertThat(consumed.size()).as("repeats stop at the gate").isLessThan(sent.size());
      assertEqualsBatch(suite, new Batch(consumed), "what was consumed, seed " + seed);
    }
  }

  private static void assertEqualsBatch(Suite suite, Batch batch, String what) {
    Instant midnight = NOW.truncatedTo(ChronoUnit.DAYS);
    Instant[][] periods = {
      {midnight.minus(70, ChronoUnit.DAYS), midnight.plus(1, ChronoUnit.DAYS)},
      {midnight.minus(30, ChronoUnit.DAYS), midnight.minus(10, ChronoUnit.DAYS)},
      {
        NOW.truncatedTo(ChronoUnit.HOURS).minus(500, ChronoUnit.HOURS),
        NOW.truncatedTo(ChronoUnit.HOURS).minus(7, ChronoUnit.HOURS)
      }
    };
    for (Instant[] period : periods) {
      for (String metric : METRICS) {
        for (String team : new String[] {null, "Netz", "网络", "A,team:B"}) {
          Scope scope = team == null ? Scope.ALL : Scope.of(Dimension.TEAM, team);
          JsonNode score =
              suite.score(
                  metric,
                  Map.of(
                      "scope", scope.toString(),
                      "from", period[0].toString(),
                      "to", period[1].toString()));
          String which = what + ": " + score;
          long n = batch.n(metric, team, period[0], period[1]);
          assertThat(score.get("n").asLong()).as(which).isEqualTo(n);
          if (n >= 5) {
            assertThat(score.get("value").asDouble())
                .as(which)
                .isCloseTo(batch.value(metric, team, period[0], period[1]), within(1e-7));
          }
        }
      }
    }
  }

  private static void send(Broker broker, List<Fact> facts) {
    broker.write(
        facts.stream()
            .map(
                fact ->
                    Broker.event(
                        fact instanceof Ticket ? Topics.INBOUND_TICKETS : Topics.INBOUND_RESPONSES,
                        fact.id(),
                        fact.id() + "-" + fact.revision(),
                        fact instanceof Ticket
                            ? EventTypes.TICKET_UPDATED
                            : EventTypes.RESPONSE_SUBMITTED,
                        FactJson.write(fact)))
            .toList());
  }

  private static List<Fact> read(Broker broker) {
    return broker.read(Topics.TICKETS, Topics.RESPONSES).stream()
        .<Fact>map(
            record ->
                record.topic().equals(Topics.TICKETS)
                    ? FactJson.read(record.value(), Ticket.class)
                    : FactJson.read(record.value(), Response.class))
        .toList();
  }
}
