package dev.barometer.benchmarks.service;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.concurrent.CountDownLatch;

/** The embedded database in memory, in a process of its own: in MongoDB's place, and not it. */
final class EmbeddedDatabaseMain {
  private EmbeddedDatabaseMain() {}

  /** The port. */
  public static void main(String[] args) throws InterruptedException {
    new MongoServer(H2Backend.inMemory()).bind("127.0.0.1", Integer.parseInt(args[0]));
    new CountDownLatch(1).await(); // until it is ended
  }
}
