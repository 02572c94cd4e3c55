package dev.barometer.benchmarks.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Sends answers from one thread over many connections. In an open loop call i is due i/rate seconds
 * after the start; one that finds no free connection is sent late and its wait counts.
 */
final class Load {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

  private final LoadPlan plan;
  private final Requests requests;
  private final Outcome outcome = new Outcome();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final List<Connection> connections = new ArrayList<>();
  private long started;
  private long sent;

  private Load(LoadPlan plan) {
    this.plan = plan;
    this.requests = new Requests(plan);
  }

  /** Returns when every call that was sent is answered or given up. */
  static Outcome run(LoadPlan plan) throws IOException {
    return new Load(plan).run();
  }

  private Outcome run() throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < plan.connections(); i++) {
        Connection connection = new Connection(plan.target(), selector, requests);
        connections.add(connection);
        idle.add(connection);
      }
      started = System.nanoTime();
      long ends = started + plan.duration().toNanos();
      while (System.nanoTime() < ends && sent < plan.most()) {
        sendWhatIsDue(ends);
        take(selector, 1);
      }
      Duration sending = Duration.ofNanos(System.nanoTime() - started);
      outcome.end(sending, dueBy(Math.min(System.nanoTime(), ends)) - sent);
      long patience = System.nanoTime() + LONGEST_CALL.toNanos();
      while (idle.size() < connections.size() && System.nanoTime() < patience) {
        take(selector, 100);
      }
      for (Connection connection : connections) {
        if (connection.isBusy()) {
          outcome.lost(connection.request());
        }
        connection.close();
      }
      return outcome;
    }
  }

  /** How many calls should have been sent by then. */
  private long dueBy(long nanos) {
    return plan.rate() == 0
        ? sent
        : Math.min(plan.most(), (long) ((nanos - started) / 1e9 * plan.rate()));
  }

  private void sendWhatIsDue(long ends) throws IOException {
    long now = System.nanoTime();
    boolean closedLoop = plan.rate() == 0;
    long due = closedLoop ? plan.most() : dueBy(Math.min(now, ends));
    while (sent < due && !idle.isEmpty()) {
      long dueAt = closedLoop ? now : started + (long) (sent / plan.rate() * 1e9);
      Connection connection = idle.poll();
      sent++;
      if (!connection.send(sent, dueAt)) {
        giveUp(connection);
      }
    }
  }

  private void take(Selector selector, long waitMillis) throws IOException {
    selector.select(waitMillis);
    for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
      SelectionKey key = keys.next();
      keys.remove();
      Connection connection = (Connection) key.attachment();
      Optional<Answer> answer;
      try {
        answer = connection.progress();
      } catch (IOException e) {
        giveUp(connection);
        continue;
      }
      if (answer.isPresent()) {
        long now = System.nanoTime();
        outcome.answered(
            connection.request(), answer.get(), now - connection.dueAt(), now - started);
        connection.answered(answer.get());
        idle.add(connection);
      }
    }
  }

  private void giveUp(Connection connection) throws IOException {
    if (connection.isBusy()) {
      outcome.lost(connection.request());
    }
    connection.close();
    idle.add(connection);
  }
}
