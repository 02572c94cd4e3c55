package dev.barometer.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Apache Kafka broker, one KRaft node in this process; it can be stopped and started again.
 *
 * <p>Two brokers on one directory corrupt its metadata log before either notices: whoever starts
 * one must see to it that there is no other.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE_ID = 1;
  private static final String HOST = "127.0.0.1";

  private final Path directory;
  private final String address;
  private final Properties settings;
  private @Nullable KafkaRaftServer server;

  /**
   * @param directory what it keeps; made and formatted at its first start
   * @param more settings of the broker beside those of one small node
   */
  public EmbeddedBroker(Path directory, int port, int controllerPort, Map<String, String> more) {
    this.directory = directory;
    this.address = HOST + ":" + port;
    this.settings = settings(directory, address, HOST + ":" + controllerPort);
    more.forEach(settings::setProperty);
  }

  /** At ports that are free now. */
  public static EmbeddedBroker atFreePorts(Path directory, Map<String, String> more) {
    return new EmbeddedBroker(directory, freePort(), freePort(), more);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it on what the directory holds. */
  public EmbeddedBroker start() {
    if (!Files.exists(directory.resolve("meta.properties"))) {
      format();
    }
    server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    return this;
  }

  public String bootstrapServers() {
    return address;
  }

  @Override
  public void close() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  private void format() {
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

  private static Properties settings(Path directory, String broker, String controller) {
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
    settings.put("group.initial.rebalance.delay.ms", "0");

    // A laptop's share of memory.
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("log.cleaner.io.buffer.size", "131072");

    // After kill -9 the next start waits until the broker's old session is over; one as short as a
    // pause of a starved machine would end while the broker is alive.
    settings.put("broker.session.timeout.ms", "9000");
    settings.put("broker.heartbeat.interval.ms", "500");
    return settings;
  }
}
