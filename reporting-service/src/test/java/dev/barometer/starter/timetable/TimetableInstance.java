package dev.barometer.starter.timetable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import org.springframework.data.mongodb.core.MongoOperations;

/** One of several processes over one database, without threads: it looks when it is told to. */
public final class TimetableInstance {
  public static final Duration LEASE = Duration.ofSeconds(20);
  private static final Duration ASIDE_KEPT = Duration.ofDays(30);
  private static final Retry RETRY = new Retry(Duration.ofSeconds(1), Duration.ofMinutes(1), 5);

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Timetable timetable;
  private final Rounds rounds;

  /**
   * @param handlers made of the timetable, as in a service
   */
  public TimetableInstance(
      String name,
      MongoOperations mongo,
      Clock clock,
      Function<Timetable, Collection<DueHandler>> handlers) {
    ItemRepository items = new ItemRepository(mongo);
    PageRepository pageRepository = new PageRepository(mongo);
    Pages pages = new Pages(pageRepository);
    TimetableMetrics metrics = new TimetableMetrics(meters);
    timetable = new Timetable(items, pages, clock, new Wake());
    TimetableProperties settings =
        new TimetableProperties(Duration.ofSeconds(1), LEASE, 1, RETRY, ASIDE_KEPT);
    Work work =
        new Work(
            items,
            pages,
            handlers.apply(timetable),
            settings,
            kind -> Runnable::run,
            clock,
            metrics);
    rounds =
        new Rounds(
            name,
            timetable,
            items,
            pageRepository,
            pages,
            work,
            settings.asideKept(),
            clock,
            metrics);
  }

  public Timetable timetable() {
    return timetable;
  }

  public void look() {
    rounds.round();
  }
}
