package dev.barometer.benchmarks.history;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Gives the responses of a past to the broker at a steady rate, whatever becomes of them, until it
 * is closed or there are no more.
 */
public final class SteadyLoad implements AutoCloseable {
  private static final long TICK_MILLIS = 5;

  private final History history;
  private final double rate;
  private final KafkaProducer<String, byte[]> producer;
  private final Thread thread = new Thread(this::send, "steady-load");
  private final long began = System.nanoTime();
  private volatile boolean ends;
  private volatile int sent;

  private SteadyLoad(String bootstrapServers, History history, double rate) {
    this.history = history;
    this.rate = rate;
    this.producer = History.producer(bootstrapServers);
  }

  /**
   * @param rate responses a second
   */
  public static SteadyLoad start(String bootstrapServers, History history, double rate) {
    SteadyLoad load = new SteadyLoad(bootstrapServers, history, rate);
    load.thread.start();
    return load;
  }

  private void send() {
    try {
      while (!ends && sent < history.count()) {
        int due = due(System.nanoTime());
        for (int number = sent; number < due; number++) {
          history.replay(number, response -> producer.send(History.record(response)));
          sent = number + 1;
        }
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many were due at a time. */
  public int due(long nanoTime) {
    return (int) Math.max(0, Math.min(history.count(), (nanoTime - began) / 1e9 * rate));
  }

  /** How many were sent so far. */
  public int sent() {
    return sent;
  }

  /** Ends it, and returns how many were sent, when the broker has them. */
  public int end() throws InterruptedException {
    ends = true;
    thread.join();
    producer.flush();
    return sent;
  }

  @Override
  public void close() throws InterruptedException {
    end();
    producer.close();
  }
}
