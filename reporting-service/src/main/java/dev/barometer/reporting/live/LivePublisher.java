package dev.barometer.reporting.live;

import dev.barometer.starter.progress.Standing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends what happened to everybody who listens, at most one event of a kind per second. */
class LivePublisher {
  private static final Logger log = LoggerFactory.getLogger(LivePublisher.class);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final ChangeSignals signals;
  private final Function<ChangeSignal, Standing> standings;
  private final Clock clock;
  private final int mostClients;
  private final int mostPerCaller;

  /** Who listens, and as whom. */
  private final Map<SseEmitter, String> clients = new ConcurrentHashMap<>();

  private Instant lastSent = Instant.EPOCH;
  private long lastId;
  private SentAge sentAge = new SentAge(Standing.State.CURRENT, 0);

  /** The age of the data as it was last sent; it is sent again when it is another. */
  private record SentAge(Standing.State state, long minutes) {}

  /**
   * @param standings how old the data is that a kind of event is about
   */
  LivePublisher(
      ChangeSignals signals,
      Function<ChangeSignal, Standing> standings,
      Clock clock,
      int mostClients,
      int mostPerCaller) {
    this.signals = signals;
    this.standings = standings;
    this.clock = clock;
    this.mostClients = mostClients;
    this.mostPerCaller = mostPerCaller;
  }

  /**
   * What an event says.
   *
   * @param changes how many records changed
   * @param asOf everything that was accepted before this moment can be asked for
   * @param complete whether nothing that was accepted waited then
   * @param state {@code current}, {@code behind}, {@code starting} or {@code stopped}
   */
  record News(Instant at, int changes, Instant asOf, boolean complete, String state) {}

  boolean isFull() {
    return clients.size() >= mostClients;
  }

  /** One caller takes no more than his share, so that places are left for others. */
  boolean isFullFor(String caller) {
    return clients.values().stream().filter(caller::equals).count() >= mostPerCaller;
  }

  /**
   * A further listener, where there is a place. One that comes back has missed something unless
   * nothing was sent since: it is told of every kind once.
   */
  synchronized Optional<SseEmitter> listen(String caller, @Nullable String lastEventId)
      throws IOException {
    if (isFull() || isFullFor(caller)) {
      return Optional.empty();
    }
    SseEmitter client = new SseEmitter(LONGEST.toMillis());
    client.onCompletion(() -> clients.remove(client));
    client.onTimeout(client::complete);
    client.onError(failure -> clients.remove(client));
    client.send(SseEmitter.event().comment("listening"));
    if (lastEventId != null && !lastEventId.equals(Long.toString(lastId))) {
      Instant now = clock.instant();
      for (ChangeSignal signal : ChangeSignal.values()) {
        client.send(event(signal, news(signal, now, 0)));
      }
    }
    clients.put(client, caller);
    return Optional.of(client);
  }

  @Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS)
  synchronized void publish() {
    Map<ChangeSignal, Integer> news = signals.take();
    Instant now = clock.instant();
    if (isNewAge()) {
      news.put(ChangeSignal.AGE, 0);
    }
    if (!news.isEmpty()) {
      lastId = Math.max(lastId + 1, now.toEpochMilli());
      news.forEach((signal, changes) -> send(event(signal, news(signal, now, changes))));
      lastSent = now;
    } else if (!lastSent.plus(HEARTBEAT).isAfter(now)) {
      send(SseEmitter.event().comment("still here"));
      lastSent = now;
    }
  }

  private boolean isNewAge() {
    if (clients.isEmpty()) {
      return false;
    }
    Standing standing = standings.apply(ChangeSignal.AGE);
    SentAge now =
        new SentAge(
            standing.state(),
            standing.state() == Standing.State.BEHIND ? standing.age().toMinutes() : 0);
    boolean isNew = !now.equals(sentAge);
    sentAge = now;
    return isNew;
  }

  private News news(ChangeSignal signal, Instant now, int changes) {
    Standing standing = standings.apply(signal);
    String state = standing.state().name().toLowerCase(Locale.ROOT);
    return new News(now, changes, standing.asOf(), standing.complete(), state);
  }

  private SseEmitter.SseEventBuilder event(ChangeSignal signal, News news) {
    return SseEmitter.event()
        .id(Long.toString(lastId))
        .name(signal.label())
        .data(news, MediaType.APPLICATION_JSON);
  }

  private void send(SseEmitter.SseEventBuilder event) {
    Set<DataWithMediaType> data = event.build();
    for (SseEmitter client : clients.keySet()) {
      try {
        client.send(data);
      } catch (IOException | IllegalStateException gone) {
        log.debug("A listener is gone: {}", gone.toString());
        clients.remove(client);
      }
    }
  }
}
