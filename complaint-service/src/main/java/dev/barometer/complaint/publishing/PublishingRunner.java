package dev.barometer.complaint.publishing;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps sending, on one thread, what waits in the case documents: at once what was just written
 * here, and every now and then whatever else waits. While broker or database are away it tries
 * again after growing pauses; nothing is lost, because nothing is kept here.
 */
public final class PublishingRunner {
  private static final Logger log = LoggerFactory.getLogger(PublishingRunner.class);
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_DUE = 10_000;

  /** A sweep may look at all cases there are: it takes this part of the time at most. */
  private static final int PART_OF_THE_TIME = 50;

  /** Later than this many times its pause no sweep is, whatever else there is to do. */
  private static final int LATEST = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final ComplaintPublisher publisher;
  private final Duration sweep;
  private final Duration longestPause;
  private final BlockingQueue<String> due = new LinkedBlockingQueue<>(MOST_DUE);
  private final Set<String> round = new LinkedHashSet<>();
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::run, "complaint-relay");
  private long nextSweep = System.nanoTime();
  private long latestSweep = nextSweep;
  private volatile boolean isMoreLeft;
  private GrowingPause pause;
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException trouble;

  PublishingRunner(ComplaintPublisher publisher, Duration sweep, Duration longestPause) {
    this.publisher = publisher;
    this.sweep = sweep;
    this.longestPause = longestPause;
    this.pause = new GrowingPause(FIRST_PAUSE, longestPause);
  }

  /** Sends a case's events soon; where there is no room left, after a sweep. */
  public void soon(String caseId) {
    boolean noted = due.offer(caseId);
    if (!noted) {
      isMoreLeft = true;
      log.debug("left to the next sweep: {}", caseId);
    }
  }

  /** Why nothing can be sent just now; empty while all is well. */
  Optional<RuntimeException> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** How many cases cannot be told of while others can. */
  int held() {
    return held.size();
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try {
      while (!stopped) {
        sendRound();
      }
    } catch (InterruptedException e) {
      log.debug("stopped; what is unsent waits in its documents");
    }
  }

  private void sendRound() throws InterruptedException {
    try {
      gather();
      var done = publisher.send(round);
      note(done.held());
      round.clear();
      round.addAll(done.unfinished());
      recovered();
    } catch (RuntimeException e) {
      if (!stopped) {
        failed(e);
      }
    }
  }

  /** Each is told of once; a sweep tries it again. */
  private void note(Map<String, RuntimeException> nowHeld) {
    round.stream().filter(id -> !nowHeld.containsKey(id)).forEach(held::remove);
    nowHeld.forEach(
        (caseId, why) -> {
          if (held.add(caseId)) {
            log.error(
                "{} cannot be told of, and waits until it can", caseId, LoggedFailure.of(why));
          }
        });
  }

  private void gather() throws InterruptedException {
    if (round.isEmpty()) {
      String first = due.poll(untilSweep(), TimeUnit.NANOSECONDS);
      if (first != null) {
        round.add(first);
      }
    }
    due.drainTo(round, Math.max(0, MOST_AT_ONCE - round.size()));
    boolean isBusy = !round.isEmpty();
    if (System.nanoTime() - (isBusy ? latestSweep : nextSweep) >= 0 || (isMoreLeft && !isBusy)) {
      sweep();
      due.drainTo(round, Math.max(0, MOST_AT_ONCE - round.size()));
    }
  }

  private long untilSweep() {
    return isMoreLeft ? 0 : nextSweep - System.nanoTime();
  }

  /** What it finds waits with what is told of here: as much as fits, so that it is seldom asked. */
  private void sweep() {
    long began = System.nanoTime();
    isMoreLeft = false;
    List<String> waiting = publisher.waiting(MOST_DUE);
    waiting.forEach(this::soon);
    if (waiting.size() == MOST_DUE) {
      isMoreLeft = true;
    }
    long ended = System.nanoTime();
    long rest =
        Math.min(
            LATEST * sweep.toNanos(),
            Math.max(sweep.toNanos(), PART_OF_THE_TIME * (ended - began)));
    nextSweep = ended + rest;
    latestSweep = ended + LATEST * sweep.toNanos();
  }

  private void recovered() {
    if (trouble != null) {
      log.info("sending again");
      trouble = null;
      pause = new GrowingPause(FIRST_PAUSE, longestPause);
    }
  }

  private void failed(RuntimeException e) throws InterruptedException {
    log.warn("nothing lost, trying again in {}: {}", pause.next(), e.toString());
    trouble = e;
    pause.sleep();
  }
}
