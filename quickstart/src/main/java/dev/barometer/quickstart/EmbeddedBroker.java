package dev.barometer.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Apache Kafka broker, one KRaft node in this process.
 *
 * <p>Two brokers on one directory corrupt its metadata log before either notices: whoever starts
 * one must hold the lock of its {@link DataFolder}.
 */
final class EmbeddedBroker implements AutoCloseable {

  private static final int NODE_ID = 1;
  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts the broker on what the directory holds, formatting it the first time. */
  static EmbeddedBroker start(Path directory, int port, int controllerPort) {
    if (!Files.exists(directory.resolve("meta.properties"))) {
      format(directory);
    }
    var settings = settings(directory, port, controllerPort);
    var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, HOST + ":" + port);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory) {
    try {
      Files.createDirectories(directory);
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) { // Formatter.run declares no narrower type
      throw new IllegalStateException("cannot format the broker's folder " + directory, e);
    }
  }

  private static Properties settings(Path directory, int port, int controllerPort) {
    var broker = HOST + ":" + port;
    var controller = HOST + ":" + controllerPort;
    var settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
    settings.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + broker);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", directory.toString());

    // One node: everything has one replica, and few partitions where the default is fifty.
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("auto.create.topics.enable", "false");

    // A laptop's share of memory and threads.
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("log.cleaner.io.buffer.size", "131072");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");

    // After kill -9 the next start waits until the broker's old session is over; a session as short
    // as a pause of a busy machine would end while the broker is alive.
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("group.initial.rebalance.delay.ms", "0");
    return settings;
  }
}
