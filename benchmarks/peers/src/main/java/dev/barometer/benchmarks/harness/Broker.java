package dev.barometer.benchmarks.harness;

import dev.barometer.benchmarks.load.Cores;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** A broker in a process of its own, on the core of the load. */
public final class Broker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Measured process;
  private final String bootstrapServers;
  private final Admin admin;

  private Broker(Measured process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Starts a broker in a new folder and returns when it answers. */
  static Broker start(Cores cores, Path work) throws Exception {
    Path data = Files.createDirectories(work.resolve("broker"));
    int port = freePort();
    int controllerPort = freePort();
    List<String> java =
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerMain.class.getName(),
            data.toString(),
            Integer.toString(port),
            Integer.toString(controllerPort));
    Measured process = Measured.java(cores, java, work, work.resolve("broker.log"));
    Broker broker = new Broker(process, "127.0.0.1:" + port);
    try {
      Waiting.until("the broker answers", PATIENCE, process, broker::answers);
      cores.pinLoad(process.handle());
    } catch (Exception e) {
      broker.close();
      throw e;
    }
    return broker;
  }

  private boolean answers() throws InterruptedException {
    try {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    }
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  public Admin admin() {
    return admin;
  }

  /** Returns when the topics can be used. */
  public void createTopics(Collection<String> names, int partitions) throws Exception {
    List<NewTopic> topics =
        names.stream()
            .map(name -> new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)))
            .toList();
    admin.createTopics(topics).all().get();
    awaitTopics(names);
  }

  /** Returns when somebody has made the topics. */
  public void awaitTopics(Collection<String> names) throws Exception {
    Waiting.until("there are topics", PATIENCE, process, () -> topics().containsAll(names));
  }

  /** How many offsets of a topic are taken, those that end transactions included. */
  public long length(String topic) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription found :
        admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
      found
          .partitions()
          .forEach(
              each -> latest.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
    }
    return admin.listOffsets(latest).all().get().values().stream()
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  /** Forgets all topics and groups, so that the next contestant finds a new broker. */
  public void wipe() throws Exception {
    Set<String> topics = topics();
    admin.deleteTopics(topics).all().get();
    Waiting.until("all topics are gone", PATIENCE, process, () -> topics().isEmpty());
    for (GroupListing group : admin.listGroups().all().get()) {
      forget(group.groupId());
    }
  }

  /** Forgets a group. Members of Kafka Streams do not leave when they end: they are removed. */
  public void forget(String group) throws Exception {
    Waiting.until("the group " + group + " is gone", PATIENCE, process, () -> isForgotten(group));
  }

  private boolean isForgotten(String group) throws ExecutionException, InterruptedException {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return true;
      }
      if (!(e.getCause() instanceof GroupNotEmptyException)) {
        throw e;
      }
      removeMembers(group);
      return false;
    }
  }

  private void removeMembers(String group) throws ExecutionException, InterruptedException {
    var description = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    if (description != null && !description.members().isEmpty()) {
      var everybody = new RemoveMembersFromConsumerGroupOptions();
      admin.removeMembersFromConsumerGroup(group, everybody).all().get();
    }
  }

  private Set<String> topics() throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get().stream()
        .filter(name -> !name.startsWith("__"))
        .collect(Collectors.toSet());
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    admin.close();
    process.close();
  }
}
