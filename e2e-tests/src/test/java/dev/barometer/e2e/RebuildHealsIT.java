package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.rebuild.RebuildApplication;
import dev.barometer.starter.json.FactJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** What was told wrongly is put right by a rebuild, also where it was read already. */
class RebuildHealsIT {
  private static final Map<String, String> THAT_DAY =
      Map.of("from", "2026-11-01T00:00:00Z", "to", "2026-11-02T00:00:00Z");

  private static final Map<String, String> IN_MARCH =
      Map.of("from", "2026-03-01T00:00:00Z", "to", "2026-04-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void theReadModelIsRightAgain_afterASwitch() {
    Instant opened = Instant.parse("2026-11-01T09:00:00Z");
    InProcessStack stack = InProcessStack.embedded(folder);
    try (Suite suite = new Suite(stack)) {
      suite.postTickets(List.of(FlowFixtures.ticket("T1", 1, opened, null, "Group 56")));
      awaitOpened(suite, 1);
      tellWrongly(stack, opened);
      awaitOpened(suite, 2);
      ((ConfigurableApplicationContext) stack.contexts().get("scoring-service")).close();

      int code =
          RebuildApplication.run(
              "rebuild",
              "--into=scoring-service-2",
              "--switch",
              "--spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
              "--spring.cloud.stream.kafka.streams.binder.configuration.state.dir="
                  + folder.resolve("rebuild"));

      assertThat(code).isZero();
      awaitOpened(suite, 1);
    }
  }

  /** Read models, tallies, and the state of the streams: all but facts and what was signed. */
  @Test
  void aPublishedReportIsComputedAgain_afterAllThatIsDerivedWasLost() throws Exception {
    Instant opened = Instant.parse("2026-03-10T09:00:00Z");
    InProcessStack stack = InProcessStack.embedded(folder);
    try (Suite suite = new Suite(stack)) {
      suite.postTickets(
          List.of(
              FlowFixtures.ticket("T1", 1, opened, opened.plusSeconds(5_400), "Group 56"),
              FlowFixtures.ticket("T2", 1, opened, opened.plusSeconds(9_000), "Group 25")));
      ReportsAtHand reports = new ReportsAtHand(suite);
      String id = reports.published();
      JsonNode before = reports.told(id);
      assertThat(before.get("sections").toString()).contains("\"n\":2");
      assertThat(reports.differences(id, "log")).isEmpty();

      lose(stack);
      stack.restart();

      Suite.eventually().until(() -> suite.score("tickets-closed", IN_MARCH).get("n").asInt() == 2);
      assertThat(reports.differences(id, "inputs")).isEmpty();
      assertThat(reports.differences(id, "log")).isEmpty();
      JsonNode after = reports.told(id);
      assertThat(after.get("checksum")).isEqualTo(before.get("checksum"));
      assertThat(after.get("sections")).isEqualTo(before.get("sections"));
    }
  }

  private void lose(InProcessStack stack) throws Exception {
    MongoOperations models =
        stack.contexts().get("reporting-service").getBean(MongoOperations.class);
    ((ConfigurableApplicationContext) stack.contexts().get("scoring-service")).close();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      List<String> topics =
          admin.listTopics().names().get().stream()
              .filter(
                  name ->
                      name.startsWith("scoring-service")
                          || List.of(Topics.TALLIES, Topics.SCORES).contains(name))
              .toList();
      assertThat(topics).hasSizeGreaterThan(4);
      admin.deleteTopics(topics).all().get();
      admin.deleteConsumerGroups(List.of("scoring-service")).all().get();
    }
    assertThat(FileSystemUtils.deleteRecursively(folder.resolve("streams/scoring-service")))
        .isTrue();
    for (String model : List.of("positions", "tallies", "scopes", "scores", "tickets")) {
      assertThat(models.collectionExists(model)).as(model).isTrue();
      models.dropCollection(model);
      assertThat(models.collectionExists(model)).as(model).isFalse();
    }
  }

  private static void awaitOpened(Suite suite, int tickets) {
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(suite.score("tickets-opened", THAT_DAY).get("n").asInt())
                    .isEqualTo(tickets));
  }

  private static void tellWrongly(InProcessStack stack, Instant opened) {
    Tallies tallies = new Tallies();
    tallies.add(Observation.volume("tickets-opened", opened));
    tallies.add(Observation.volume("tickets-opened", opened.plusSeconds(1)));
    byte[] value = FactJson.write(ScopeTallies.of("all", "d2026-11-01", tallies));
    var told =
        Broker.event(Topics.TALLIES, "all|d2026-11-01", "wrong", EventTypes.TALLIES_UPDATED, value);
    told.headers().add("ce_sequence", Long.toString(Instant.now().toEpochMilli()).getBytes(UTF_8));
    new Broker(stack.bootstrapServers()).write(List.of(told));
  }
}
