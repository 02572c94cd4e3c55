package dev.barometer.starter.timetable;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.patience.Outages;
import dev.barometer.starter.timetable.Item.Lease;
import dev.barometer.starter.timetable.Page.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims what is due, has it done, and notes what became of it. */
final class Work {
  private static final Logger log = LoggerFactory.getLogger(Work.class);

  /** Of what is handed over and not done yet, of each kind; the rest waits in the database. */
  private static final int MOST_IN_HAND = 1_000;

  private final ItemRepository items;
  private final Pages pages;
  private final Map<String, DueHandler> handlers;
  private final Retry retry;
  private final Duration lease;
  private final Function<String, Executor> workers;
  private final Clock clock;
  private final TimetableMetrics metrics;
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> inHandByKind = new ConcurrentHashMap<>();
  private final Queue<Entry> settled = new ConcurrentLinkedQueue<>();

  /** What was handed over before one of them is let go: it would only wait for the database. */
  private final AtomicInteger outages = new AtomicInteger();

  private volatile boolean ending;

  /**
   * @param workers who does what is due of a kind: each kind has its own, so that one that is slow
   *     keeps no other waiting
   */
  Work(
      ItemRepository items,
      Pages pages,
      Collection<DueHandler> handlers,
      TimetableProperties settings,
      Function<String, Executor> workers,
      Clock clock,
      TimetableMetrics metrics) {
    this.items = items;
    this.pages = pages;
    this.handlers = byKind(handlers);
    this.retry = settings.retry();
    this.lease = settings.lease();
    this.workers = workers;
    this.clock = clock;
    this.metrics = metrics;
  }

  private static Map<String, DueHandler> byKind(Collection<DueHandler> handlers) {
    Map<String, DueHandler> byKind = new HashMap<>();
    for (DueHandler handler : handlers) {
      if (byKind.put(handler.kind(), handler) != null) {
        throw new IllegalStateException("two handlers of " + handler.kind());
      }
    }
    return byKind;
  }

  boolean knows(String kind) {
    return handlers.containsKey(kind);
  }

  int room(String kind) {
    return MOST_IN_HAND - inHandOf(kind).get();
  }

  private AtomicInteger inHandOf(String kind) {
    return inHandByKind.computeIfAbsent(kind, none -> new AtomicInteger());
  }

  /** What has not begun is left to others. */
  void end() {
    ending = true;
  }

  boolean isInHand(Entry entry) {
    return inHand.contains(entry.item());
  }

  /** Entries that lead nowhere any more, since this was asked last. */
  List<Entry> takeSettled() {
    List<Entry> taken = new ArrayList<>();
    for (Entry entry = settled.poll(); entry != null; entry = settled.poll()) {
      taken.add(entry);
    }
    return taken;
  }

  void settle(Entry entry) {
    settled.add(entry);
  }

  /** Has them done soon, in the order in which they stand. */
  void handOver(String kind, List<Entry> entries) {
    DueHandler handler =
        handlers.getOrDefault(
            kind,
            DueHandler.of(
                kind,
                due -> {
                  throw new UnknownKindException();
                }));
    int most = Math.max(1, handler.mostAtOnce());
    for (int from = 0; from < entries.size(); from += most) {
      List<Entry> some = List.copyOf(entries.subList(from, Math.min(entries.size(), from + most)));
      some.forEach(entry -> inHand.add(entry.item()));
      inHandOf(kind).addAndGet(some.size());
      int outagesBefore = outages.get();
      workers.apply(kind).execute(() -> doAndLetGo(handler, some, outagesBefore));
    }
  }

  private void doAndLetGo(DueHandler handler, List<Entry> entries, int outagesBefore) {
    try {
      if (!ending && outages.get() == outagesBefore) {
        doNow(handler, entries);
      }
    } catch (RuntimeException e) {
      // The database went away: what was claimed is free again when its lease ends.
      if (outages.compareAndSet(outagesBefore, outagesBefore + 1)) {
        log.warn("What is due waits for the database", LoggedFailure.of(e));
      }
    } finally {
      entries.forEach(entry -> inHand.remove(entry.item()));
      inHandOf(handler.kind()).addAndGet(-entries.size());
    }
  }

  private record Claimed(Item item, Entry entry) {}

  private void doNow(DueHandler handler, List<Entry> entries) {
    List<Claimed> claimed = new ArrayList<>();
    for (Entry entry : entries) {
      claim(entry).ifPresent(item -> claimed.add(new Claimed(item, entry)));
    }
    if (claimed.isEmpty()) {
      return;
    }
    Map<Due, Exception> failed =
        handle(handler, claimed.stream().map(each -> each.item().due()).toList());
    for (Claimed each : claimed) {
      note(each.item(), each.entry(), failed.get(each.item().due()));
    }
  }

  /** Empty where another was faster, and where it has ended processes too often. */
  private Optional<Item> claim(Entry entry) {
    Instant now = clock.instant();
    Lease right = new Lease(UUID.randomUUID().toString(), now.plus(lease));
    Optional<Item> item = items.claim(entry.item(), entry.placement(), right, now);
    item.ifPresent(claimed -> metrics.began(claimed, now));
    if (item.isPresent() && item.get().failures() > retry.most()) {
      settle(item.get(), item.get().setAside("it was never brought to an end"), entry);
      return Optional.empty();
    }
    return item;
  }

  private static Map<Due, Exception> handle(DueHandler handler, List<Due> due) {
    try {
      return handler.handle(due);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return all(due, e);
    } catch (Exception e) {
      return all(due, e);
    }
  }

  private static Map<Due, Exception> all(List<Due> due, Exception failure) {
    Map<Due, Exception> failed = new HashMap<>();
    due.forEach(each -> failed.put(each, failure));
    return failed;
  }

  private void note(Item item, Entry entry, @Nullable Exception failure) {
    if (failure == null) {
      metrics.done(item);
      if (items.finish(item)) {
        settled.add(entry);
      } else {
        items.release(item);
      }
      return;
    }
    metrics.failed(item);
    boolean counts = !(Outages.isOutage(failure) || failure instanceof InterruptedException);
    String why = failure.getClass().getName();
    if (counts && item.failures() >= retry.most()) {
      log.error("Due and set aside, a {}", item.due().kind(), LoggedFailure.of(failure));
      settle(item, item.setAside(why), entry);
    } else {
      log.debug("Due and tried again, a {}", item.due().kind(), LoggedFailure.of(failure));
      Instant then = clock.instant().plus(retry.pauseAfter(item.tries()));
      settle(item, item.movedTo(then, item.failures() - (counts ? 0 : 1), why), entry);
    }
  }

  private void settle(Item claimed, Item to, Entry entry) {
    if (!items.change(claimed, to)) {
      items.release(claimed);
      return;
    }
    if (to.aside()) {
      metrics.setAside(claimed);
    } else {
      pages.place(List.of(to), Page.minute(clock.instant()));
    }
    settled.add(entry);
  }

  /** Nobody who is alive can do it. */
  private static final class UnknownKindException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
