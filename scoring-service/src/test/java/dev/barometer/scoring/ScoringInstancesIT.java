package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service with its own settings, one to three of it, while facts keep coming: instances join,
 * leave and are killed. {@code -Dbarometer.facts-before=...} sets how much there is to restore.
 */
@Tag("soak")
class ScoringInstancesIT {
  private static final Logger log = LoggerFactory.getLogger(ScoringInstancesIT.class);
  private static final int PARTITIONS = 4;
  private static final int FACTS_PER_SECOND = 200;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Map<String, String> AS_THE_BATCH =
      Map.of("barometer.scoring.pairs", "team+agent,service+channel");

  @TempDir Path folder;

  private EmbeddedBroker broker;
  private Pauses pauses;
  private Admin admin;
  private final List<ServiceProcess> started = new ArrayList<>();
  private final List<String> table = new ArrayList<>();

  @Test
  void nothingIsLostOrDoubled_andNoPauseIsLong_whenInstancesJoinLeaveAndDie() throws Exception {
    int factsBefore = Integer.getInteger("barometer.facts-before", 50_000);
    broker = ScoringStreams.broker(folder);
    try (ScoringLog published = new ScoringLog(broker.bootstrapServers(), PARTITIONS);
        SteadyFacts facts =
            new SteadyFacts(broker.bootstrapServers(), PARTITIONS, new Random(20261122));
        Admin client = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Pauses watch = new Pauses(broker.bootstrapServers(), PARTITIONS)) {
      admin = client;
      pauses = watch;
      facts.write(factsBefore);
      ServiceProcess first = instance("first");
      awaitMembers(1);
      Future<?> flow = facts.flow(FACTS_PER_SECOND);
      awaitAllPublished();
      pauses.takeLongest();

      during("nothing happens", 1, () -> {});
      ServiceProcess second = during("the second joins", 2, () -> instance("second"));
      ServiceProcess third = during("the third joins", 3, () -> instance("third"));
      during("one of three leaves", 2, second::stop);
      second = during("it comes back", 3, () -> instance("second"));
      during("one of three is killed", 2, third::kill);
      during("one of two is killed", 1, first::kill);
      during("it comes back with what it had", 2, () -> instance("first"));
      during("another comes with nothing", 3, () -> instance("fourth"));

      flow.cancel(false);
      BatchScores batch = batch(facts);
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(published.differences(batch)).isEmpty());
      log.info(
          "{} facts, {} a second; longest pause by partition:\n{}",
          facts.written().size(),
          FACTS_PER_SECOND,
          String.join("\n", table));
    } finally {
      for (ServiceProcess each : started) {
        each.close();
      }
      broker.close();
    }
  }

  private interface Event<T> {
    T happen() throws Exception;
  }

  private interface Blow {
    void strike() throws Exception;
  }

  private void during(String what, int membersAfter, Blow blow) throws Exception {
    during(
        what,
        membersAfter,
        () -> {
          blow.strike();
          return membersAfter;
        });
  }

  private <T> T during(String what, int membersAfter, Event<T> event) throws Exception {
    long began = System.nanoTime();
    T result = event.happen();
    awaitMembers(membersAfter);
    Duration settled = Duration.ofNanos(System.nanoTime() - began);
    awaitAllPublished();
    awaitAllPublished();
    Map<String, Duration> longest = pauses.takeLongest();
    table.add("%-32s %6d ms until shared out; %s".formatted(what, settled.toMillis(), longest));
    log.info(table.get(table.size() - 1));
    assertThat(longest.values()).as(what).allMatch(pause -> pause.compareTo(LONGEST_PAUSE) < 0);
    return result;
  }

  private ServiceProcess instance(String name) throws Exception {
    ServiceProcess process =
        ServiceProcess.start(
            broker.bootstrapServers(), folder.resolve(name), PARTITIONS, AS_THE_BATCH);
    started.add(process);
    return process;
  }

  /** So many share the work: each has some of it and nobody else is thought to be there. */
  private void awaitMembers(int members) {
    await()
        .atMost(Duration.ofSeconds(300))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> areStable(members));
  }

  private boolean areStable(int members) throws InterruptedException {
    try {
      ConsumerGroupDescription group =
          admin
              .describeConsumerGroups(List.of("scoring-service"))
              .describedGroups()
              .get("scoring-service")
              .get();
      return group.groupState() == GroupState.STABLE
          && group.members().size() == members
          && group.members().stream()
              .noneMatch(member -> member.assignment().topicPartitions().isEmpty());
    } catch (ExecutionException notYet) {
      log.debug("the group cannot be described yet", notYet);
      return false;
    }
  }

  private void awaitAllPublished() {
    long now = System.nanoTime();
    await().atMost(Duration.ofSeconds(120)).until(() -> pauses.allPublishedSince(now));
  }

  private static BatchScores batch(SteadyFacts facts) {
    return new BatchScores(facts.written(), ZoneOffset.UTC);
  }
}
