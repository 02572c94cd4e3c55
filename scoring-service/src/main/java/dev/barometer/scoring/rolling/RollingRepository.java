package dev.barometer.scoring.rolling;

import dev.barometer.contract.score.Bucket;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Difference;
import dev.barometer.scoring.observation.Retention;
import dev.barometer.scoring.observation.Slice;
import dev.barometer.scoring.state.WriteBehind;
import dev.barometer.scoring.state.WriteBehind.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The state of stage 2 for the scopes of one partition. What must stay true: a window equals the
 * sum of the hour buckets inside it. Changes are made on the heap and written by {@link
 * #flushBuckets} and {@link #flushWindows}, which return what they wrote.
 */
final class RollingRepository {
  /** Hour buckets are kept this long; then only the day remains. */
  static final Duration HOURS_KEPT = Retention.SHORTEST;

  /** Who was away for long catches up in steps, so that not all that left is in memory at once. */
  private static final Duration MAX_STEP = Duration.ofDays(1);

  private static final Comparator<String> ALL_LAST =
      Comparator.comparing(ScopeBucket::isAll).thenComparing(Comparator.naturalOrder());

  private final TalliesStore stored;
  private final ClockStore clock;
  private final WriteBehind<ScopeBucket, Tallies> tallies;
  private final WriteBehind<String, RunningWindows> windows;
  private final Retention retention;
  private Instant hourReached;
  private LocalDate firstDay;

  /** No day before this one is left. */
  private LocalDate droppedTo = LocalDate.MIN;

  RollingRepository(ProcessingContext context, Retention retention, long heapPerStore) {
    this(
        new TalliesStore(context.getStateStore(TalliesStore.NAME)),
        new WindowsStore(context.getStateStore(WindowsStore.NAME)),
        new ClockStore(context.getStateStore(ClockStore.NAME)),
        retention,
        heapPerStore);
  }

  RollingRepository(
      TalliesStore tallies,
      WindowsStore windows,
      ClockStore clock,
      Retention retention,
      long heapPerStore) {
    this.stored = tallies;
    this.clock = clock;
    this.retention = retention;
    this.tallies = new WriteBehind<>(tallies, heapPerStore);
    this.windows = new WriteBehind<>(windows, heapPerStore);
    this.hourReached = clock.hourReached();
    this.firstDay = retention.firstDay(hourReached);
  }

  static Set<StoreBuilder<?>> stores() {
    return Set.of(TalliesStore.builder(), WindowsStore.builder(), ClockStore.builder());
  }

  /** Adds what changed in a scope. Call {@link #age} first. */
  void add(String scope, Difference difference) {
    // All is published with each change, also of long ago: with it readers learn which pairs are
    // kept.
    RunningWindows running = ScopeBucket.isAll(scope) ? windows(scope) : null;
    for (Map.Entry<Slice, Tallies> entry : difference.slices().entrySet()) {
      Slice slice = entry.getKey();
      Tallies change = entry.getValue();
      if (slice.day().date().isBefore(firstDay)) {
        continue;
      }
      merge(new ScopeBucket(scope, slice.day()), change);
      Instant hour = slice.hour().start();
      if (!hour.plus(HOURS_KEPT).isAfter(hourReached)) {
        continue;
      }
      merge(new ScopeBucket(scope, slice.hour()), change);
      for (Window window : Window.values()) {
        if (window.holds(hour, hourReached)) {
          running = running == null ? windows(scope) : running;
          running.of(window).merge(change);
        }
      }
    }
    if (running != null) {
      keep(scope, running);
    }
  }

  private void merge(ScopeBucket bucket, Tallies change) {
    Tallies merged = tallies.get(bucket);
    if (merged == null) {
      merged = new Tallies();
    }
    merged.merge(change);
    if (merged.isEmpty()) {
      tallies.remove(bucket);
    } else {
      tallies.put(bucket, merged);
    }
  }

  private RunningWindows windows(String scope) {
    RunningWindows running = windows.get(scope);
    return running == null ? new RunningWindows() : running;
  }

  private void keep(String scope, RunningWindows running) {
    if (running.isEmpty()) {
      windows.remove(scope);
    } else {
      windows.put(scope, running);
    }
  }

  /** The hour the windows are true for; {@link Instant#EPOCH} before the first. */
  Instant hourReached() {
    return hourReached;
  }

  /** Whether time has come to a later hour than the windows are true for. */
  boolean isBehind(Instant hour) {
    return hour.isAfter(hourReached);
  }

  /**
   * Moves the clock on, a day at most; the first time to where it stands. Subtracts from each
   * window the hours that leave it, and drops hour buckets past their time. Visits only the scopes
   * that have something leaving. Everything must be flushed before.
   *
   * @param visited called after each scope, when its windows are true for the hour reached
   */
  void age(Instant now, Runnable visited) {
    Instant before = hourReached;
    if (before.equals(Instant.EPOCH)) {
      reach(now);
      return;
    }
    Instant step = before.plus(MAX_STEP);
    reach(now.isBefore(step) ? now : step);
    leaving(before).forEach((scope, left) -> leave(scope, left, visited));
    for (ScopeBucket old : stored.hours(before.minus(HOURS_KEPT), hourReached.minus(HOURS_KEPT))) {
      tallies.remove(old);
      visited.run();
    }
    dropDays(visited);
  }

  /**
   * Drops the days that no longer count, one after the other: after a new setting they are many.
   */
  private void dropDays(Runnable visited) {
    List<ScopeBucket> day = stored.firstDayOf(droppedTo, firstDay);
    while (!day.isEmpty()) {
      for (ScopeBucket old : day) {
        tallies.remove(old);
        visited.run();
      }
      LocalDate dropped = ((Bucket.Day) day.get(0).bucket()).date();
      day = stored.firstDayOf(dropped.plusDays(1), firstDay);
    }
    droppedTo = firstDay;
  }

  private void reach(Instant hour) {
    hourReached = hour;
    firstDay = retention.firstDay(hour);
    clock.reach(hour);
  }

  /** An hour bucket that leaves a window. */
  private record Leaving(Window window, ScopeBucket bucket) {}

  private Map<String, List<Leaving>> leaving(Instant before) {
    Map<String, List<Leaving>> byScope = new TreeMap<>(ALL_LAST);
    for (Window window : Window.values()) {
      Instant after = window.hourLeavingAt(before);
      for (ScopeBucket bucket : stored.hours(after, window.hourLeavingAt(hourReached))) {
        byScope
            .computeIfAbsent(bucket.scope(), none -> new ArrayList<>())
            .add(new Leaving(window, bucket));
      }
    }
    return byScope;
  }

  private void leave(String scope, List<Leaving> left, Runnable visited) {
    RunningWindows running = windows(scope);
    for (Leaving leaving : left) {
      Tallies bucket = tallies.get(leaving.bucket);
      if (bucket != null) {
        running.of(leaving.window).subtract(bucket);
      }
    }
    keep(scope, running);
    visited.run();
  }

  /** The number of the next emission: above the last one, whatever the clock says. */
  long nextSequence(long nowMillis) {
    return clock.nextSequence(nowMillis);
  }

  /** How many buckets and windows changed since they were last written. */
  int changes() {
    return tallies.changes() + windows.changes();
  }

  List<Change<ScopeBucket, Tallies>> flushBuckets() {
    return tallies.flush();
  }

  List<Change<String, RunningWindows>> flushWindows() {
    return windows.flush();
  }
}
