package dev.barometer.benchmarks.harness;

import dev.barometer.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The broker's process. */
final class BrokerMain {
  /** What the rows leave behind goes soon. */
  private static final Map<String, String> SETTINGS = Map.of("log.segment.delete.delay.ms", "1000");

  private BrokerMain() {}

  /** The folder, the port of the broker and that of its controller. */
  public static void main(String[] args) throws InterruptedException {
    int port = Integer.parseInt(args[1]);
    int controllerPort = Integer.parseInt(args[2]);
    EmbeddedBroker broker =
        new EmbeddedBroker(Path.of(args[0]), port, controllerPort, SETTINGS).start();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    new CountDownLatch(1).await();
  }
}
