package dev.barometer.starter.outbox;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.patience.Outages;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends entries of one kind when they are due: of each order the first, then the next. What fails
 * is due again later; with it waits what comes after it in its order.
 */
final class Sending implements DueHandler {
  private static final Logger log = LoggerFactory.getLogger(Sending.class);

  /** So long the next entries of an order are sent at once; after that others get their turn. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final SendResult UNSAID =
      SendResult.failed("the sender does not say what became of it");

  /** Of an order's list, at a time. */
  private static final int MOST_LEADING = 50;

  private final OutboxSender sender;
  private final OutboxRepository repository;
  private final Timetable timetable;
  private final OutboxProperties settings;
  private final OutboxMetrics metrics;
  private final Clock clock;

  Sending(
      OutboxSender sender,
      OutboxRepository repository,
      Timetable timetable,
      OutboxProperties settings,
      OutboxMetrics metrics,
      Clock clock) {
    this.sender = sender;
    this.repository = repository;
    this.timetable = timetable;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The first entry of an address; nothing where only others stood before those that wait. */
  private record Head(Address address, @Nullable Stored first) {}

  @Override
  public String kind() {
    return Address.dueKind(sender.kind());
  }

  @Override
  public int mostAtOnce() {
    return sender.mostAtOnce();
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    Instant end = clock.instant().plus(LONGEST);
    List<Address> more = due.stream().map(Address::of).toList();
    while (!more.isEmpty() && clock.instant().isBefore(end)) {
      more = sendFirst(more, end);
    }
    Instant now = clock.instant();
    timetable.schedule(more.stream().map(address -> address.at(now)).toList());
    return Map.of();
  }

  /**
   * Sends the first of each; returns those that may have more. Nothing is sent after the end: who
   * was frozen for so long that his lease is over leaves it to whoever has it now.
   */
  private List<Address> sendFirst(List<Address> addresses, Instant end) {
    Instant now = clock.instant();
    List<Address> more = new ArrayList<>();
    List<Due> later = new ArrayList<>();
    Map<Address, Stored> toSend = new LinkedHashMap<>();
    for (Head head : heads(addresses)) {
      Stored first = head.first();
      if (first == null) {
        more.add(head.address());
      } else if (first.next().isAfter(now)) {
        later.add(head.address().at(first.next()));
      } else {
        toSend.put(head.address(), first);
      }
    }
    if (!toSend.isEmpty() && clock.instant().isBefore(end)) {
      more.addAll(send(toSend, later));
    } else {
      more.addAll(toSend.keySet());
    }
    timetable.schedule(later);
    return more;
  }

  private List<Address> send(Map<Address, Stored> toSend, List<Due> later) {
    Map<String, SendResult> results = send(toSend.values().stream().map(Stored::entry).toList());
    Instant now = clock.instant();
    // What was sent is noted before anything else can go wrong.
    repository.sent(
        toSend.values().stream()
            .map(stored -> stored.entry().id())
            .filter(id -> results.getOrDefault(id, UNSAID).kind() == SendResult.Kind.SENT)
            .toList(),
        now.plus(settings.idsKept()));
    Map<String, List<String>> over = new HashMap<>();
    List<Address> more = new ArrayList<>();
    toSend.forEach(
        (address, stored) -> {
          Optional<Instant> again =
              note(stored, results.getOrDefault(stored.entry().id(), UNSAID), now);
          if (again.isPresent()) {
            later.add(address.at(again.get()));
          } else if (address.isOrder()) {
            over.put(address.id(), List.of(stored.entry().id()));
            more.add(address);
          }
        });
    repository.dequeue(over);
    return more;
  }

  /** By id, a result for each. */
  private Map<String, SendResult> send(List<OutboxEntry> entries) {
    Map<String, SendResult> said = Map.of();
    SendResult otherwise = UNSAID;
    try {
      said = sender.send(entries);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      otherwise = SendResult.away(e.getClass().getName());
    } catch (Exception e) {
      log.warn("Entries of {} are sent later", sender.kind(), LoggedFailure.of(e));
      String why = e.getClass().getName();
      otherwise = Outages.isOutage(e) ? SendResult.away(why) : SendResult.failed(why);
    }
    Map<String, SendResult> results = new HashMap<>();
    for (OutboxEntry entry : entries) {
      results.put(entry.id(), said.getOrDefault(entry.id(), otherwise));
    }
    return results;
  }

  /** When it is tried again; empty where it is over with it. */
  private Optional<Instant> note(Stored stored, SendResult result, Instant now) {
    metrics.count(sender.kind(), result.kind());
    if (result.kind() == SendResult.Kind.SENT) {
      return Optional.empty();
    }
    if (result.notBefore() != null) {
      repository.tried(stored.until(result.notBefore()));
      return Optional.of(result.notBefore());
    }
    Stored tried = stored.triedInVain(result.kind() != SendResult.Kind.AWAY);
    if (result.kind() == SendResult.Kind.REFUSED || tried.failures() >= settings.retry().most()) {
      log.error("An entry of {} is dead", sender.kind());
      sender.gaveUp(tried.entry(), result);
      repository.die(tried, result.why(), now, now.plus(settings.deadKept()));
      return Optional.empty();
    }
    Stored again = tried.until(now.plus(settings.retry().pauseAfter(tried.tries())));
    repository.tried(again);
    return Optional.of(again.next());
  }

  private List<Head> heads(List<Address> addresses) {
    Map<String, List<String>> orders =
        repository.orders(addresses.stream().filter(Address::isOrder).map(Address::id).toList());
    Map<Address, List<String>> leading = new LinkedHashMap<>();
    for (Address address : addresses) {
      List<String> ids =
          address.isOrder()
              ? orders.getOrDefault(address.id(), List.of())
              : List.of(address.name());
      leading.put(address, ids.subList(0, Math.min(MOST_LEADING, ids.size())));
    }
    Map<String, Stored> known =
        repository.find(leading.values().stream().flatMap(List::stream).distinct().toList());
    List<Head> heads = new ArrayList<>();
    Map<String, List<String>> over = new HashMap<>();
    leading.forEach(
        (address, ids) -> {
          Optional<String> first =
              ids.stream()
                  .filter(id -> known.containsKey(id) && known.get(id).isWaiting())
                  .findFirst();
          List<String> before = ids.subList(0, first.map(ids::indexOf).orElse(ids.size()));
          if (address.isOrder() && !before.isEmpty()) {
            over.put(address.id(), before);
          }
          if (first.isPresent()) {
            heads.add(new Head(address, known.get(first.get())));
          } else if (address.isOrder() && !ids.isEmpty()) {
            heads.add(new Head(address, null));
          }
        });
    repository.dequeue(over);
    return heads;
  }
}
