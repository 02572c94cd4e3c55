package dev.barometer.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Platforms and people who do not give up: each ticket and each answer is sent again, under the
 * same id, until it was taken. It keeps what was taken, and how the rest was refused.
 */
final class SteadySenders implements AutoCloseable {
  private static final int SENDERS = 4;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int NO_ANSWER = 0;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI survey;
  private final String token;
  private final Instant now;
  private final AtomicInteger drawn = new AtomicInteger();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Map<String, Boolean> tickets = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> refusals = new ConcurrentHashMap<>();
  private final AtomicReference<Throwable> broken = new AtomicReference<>();
  private final List<Sender> senders =
      IntStream.range(0, SENDERS).mapToObj(number -> new Sender()).toList();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(SENDERS);
  private volatile boolean paused;

  SteadySenders(Stack stack, Instant now) {
    this.survey = stack.survey();
    this.token = stack.token();
    this.now = now;
    for (Sender sender : senders) {
      threads.scheduleWithFixedDelay(sender, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** What was taken, counted as the suite should. */
  record Taken(int answers, int promoters, int detractors, int tickets) {}

  Taken taken() {
    List<Integer> points = List.copyOf(answers.values());
    return new Taken(
        points.size(),
        (int) points.stream().filter(point -> point >= 9).count(),
        (int) points.stream().filter(point -> point <= 6).count(),
        tickets.size());
  }

  /** How often each status came that was not a 2xx, since this was asked last; 0 is no answer. */
  Map<Integer, Integer> refusals() {
    Map<Integer, Integer> seen = new TreeMap<>(refusals);
    refusals.clear();
    return seen;
  }

  /** Sends nothing new; returns when all that was begun has been taken. */
  void pause() {
    paused = true;
    Suite.eventually().until(() -> senders.stream().allMatch(Sender::isIdle));
    if (broken.get() != null) {
      throw new IllegalStateException("a sender ended", broken.get());
    }
  }

  void resume() {
    paused = false;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private record Item(String id, String path, String type, String body, int point) {
    boolean isAnswer() {
      return point >= 0;
    }
  }

  private Item next() {
    int number = drawn.getAndIncrement();
    String id = "steady-" + number;
    String team = "Team " + number % 7;
    if (number % 5 == 0) {
      var ticket = FlowFixtures.ticket(id, 1, now.minusSeconds(3_600), now, team);
      return new Item(id, "/api/tickets/events", "application/cloudevents+json", json(ticket), -1);
    }
    int point = number % 11;
    var answer = FlowFixtures.response(id, point, now, team);
    return new Item(id, "/api/responses", "application/json", json(answer), point);
  }

  private static String json(Object value) {
    return Suite.JSON.writeValueAsString(value);
  }

  /** Tries once each time it is run, and stays with one thing until that is taken. */
  private final class Sender implements Runnable {
    private volatile Item pending;

    boolean isIdle() {
      return paused && pending == null;
    }

    @Override
    public void run() {
      try {
        if (pending == null && !paused) {
          pending = next();
        }
        if (pending != null && send(pending)) {
          pending = null;
        }
      } catch (RuntimeException e) {
        broken.set(e);
        throw e;
      }
    }

    private boolean send(Item item) {
      int status = statusOf(item);
      if (status < 200 || status > 299) {
        refusals.merge(status, 1, Integer::sum);
        return false;
      }
      if (item.isAnswer()) {
        answers.put(item.id(), item.point());
      } else {
        tickets.put(item.id(), true);
      }
      return true;
    }
  }

  private int statusOf(Item item) {
    var request =
        HttpRequest.newBuilder(survey.resolve(item.path()))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", item.type())
            .POST(BodyPublishers.ofString(item.body()))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return NO_ANSWER; // whether it was taken nobody knows: it is sent again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
