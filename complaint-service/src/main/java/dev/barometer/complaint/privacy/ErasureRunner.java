package dev.barometer.complaint.privacy;

import dev.barometer.complaint.person.PersonCaseRepository;
import dev.barometer.complaint.person.PersonCaseRunner;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.waiting.GrowingPause;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears who was erased, and has it due where there are cases of his. Each instance hears of all at
 * each start, so what was not due yet when one died is due then. On a thread of its own: who tells
 * of it waits for no database.
 */
@Component
class ErasureRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ErasureRunner.class);
  private static final int MOST_AT_ONCE = 500;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final PersonCaseRepository people;
  private final ObjectProvider<Timetable> timetable;
  private final Clock clock;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "erasures");
  private volatile boolean stopped;

  ErasureRunner(
      ErasedPeople erased,
      PersonCaseRepository people,
      ObjectProvider<Timetable> timetable,
      Clock clock) {
    this.people = people;
    this.timetable = timetable;
    this.clock = clock;
    erased.tell(told::add);
  }

  /** Has those due of whom there are cases. */
  void take(Set<String> marks) {
    for (String mark : marks) {
      if (!people.ofMarks(Set.of(mark)).isEmpty()) {
        timetable.getObject().schedule(new Due(PersonCaseRunner.ERASE, mark, clock.instant()));
      }
    }
  }

  /** All that was told until now. */
  Set<String> waiting() {
    Set<String> some = new LinkedHashSet<>();
    told.drainTo(some, MOST_AT_ONCE);
    return some;
  }

  private void run() {
    try {
      while (!stopped) {
        Set<String> some = new LinkedHashSet<>(List.of(told.take()));
        some.addAll(waiting());
        takeUntilItWorks(some);
      }
    } catch (InterruptedException e) {
      log.debug("stopped; the next start hears of all again");
    }
  }

  private void takeUntilItWorks(Set<String> some) throws InterruptedException {
    var pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (!stopped) {
      try {
        take(some);
        return;
      } catch (RuntimeException e) {
        log.warn("who was erased is looked for again in {}: {}", pause.next(), e.toString());
        pause.sleep();
      }
    }
  }

  @Override
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void stop() {
    stopped = true;
    thread.interrupt();
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }
}
