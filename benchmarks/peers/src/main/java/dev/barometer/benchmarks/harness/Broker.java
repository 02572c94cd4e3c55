package dev.barometer.benchmarks.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process of its own, on the core of the load. */
public final class Broker implements AutoCloseable {
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
    Waiting.until("the broker answers", Duration.ofMinutes(1), process, broker::answers);
    cores.pinLoad(process.handle());
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

  public void createTopics(Collection<String> names, int partitions)
      throws ExecutionException, InterruptedException {
    List<NewTopic> topics =
        names.stream()
            .map(name -> new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)))
            .toList();
    admin.createTopics(topics).all().get();
  }

  /** Forgets all topics and groups, so that the next contestant finds a new broker. */
  public void wipe() throws Exception {
    Set<String> topics = topics();
    admin.deleteTopics(topics).all().get();
    Waiting.until("all topics are gone", Duration.ofMinutes(1), process, () -> topics().isEmpty());
    List<String> groups =
        admin.listGroups().all().get().stream().map(group -> group.groupId()).toList();
    admin.deleteConsumerGroups(groups).all().get();
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
