package dev.barometer.survey.kept;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Forgets what was kept long enough: once an hour of each kind, in steps of which none takes long.
 * A list goes when all on it is forgotten, so whoever dies in between finds it there again.
 */
@Component
class KeptRunner implements DueHandler, ApplicationRunner {
  private static final String KIND = "kept.forget";
  private static final Duration BETWEEN = Duration.ofHours(1);

  /** Before anybody looked nothing is listed that is older. */
  private static final Duration LISTED_BEFORE = Duration.ofDays(1);

  private static final Duration SHORTEST = Duration.ofDays(1);

  private static final int MOST_IDS = 5_000;
  private static final int AT_ONCE = 500;

  private final KeptRepository lists;
  private final ObjectProvider<Kept> kinds;
  private final ObjectProvider<Timetable> timetable;
  private final Clock clock;

  KeptRunner(
      KeptRepository lists,
      ObjectProvider<Kept> kinds,
      ObjectProvider<Timetable> timetable,
      Clock clock) {
    this.lists = lists;
    this.kinds = kinds;
    this.timetable = timetable;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    kinds.forEach(
        one -> {
          requireADay(one);
          timetable.getObject().scheduleIfAbsent(new Due(KIND, one.kind(), clock.instant()));
        });
  }

  /** With less it would be gone while it is still needed. */
  private static void requireADay(Kept one) {
    if (one.after().compareTo(SHORTEST) < 0) {
      throw new StartRefusedException(
          "What is kept as \"" + one.kind() + "\" would be forgotten after " + one.after() + ".",
          "Set a day or more: barometer.answers.kept, .aside-kept, barometer.invitations.links-kept, .suppressed-kept, barometer.mail.bounces.remembered.");
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    for (Due one : due) {
      kinds.stream().filter(kept -> kept.kind().equals(one.key())).forEach(this::forget);
    }
    return Map.of();
  }

  private void forget(Kept kept) {
    Instant now = clock.instant();
    boolean more = step(kept, now);
    timetable.getObject().schedule(new Due(KIND, kept.kind(), more ? now : now.plus(BETWEEN)));
  }

  /** Whether there is more to be forgotten now. */
  private boolean step(Kept kept, Instant now) {
    // Of ten minutes the last must be over, too.
    long end = KeptRepository.span(now.minus(kept.after()));
    long next =
        lists.mark(kept.kind()).orElseGet(() -> KeptRepository.span(now.minus(LISTED_BEFORE)));
    long last = Math.min(end, next + KeptRepository.MOST_SPANS);
    int forgotten = 0;
    while (next < last && forgotten < MOST_IDS) {
      List<String> ids = lists.listed(kept.kind(), next);
      for (int from = 0; from < ids.size(); from += AT_ONCE) {
        kept.forget().accept(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
      }
      if (!ids.isEmpty()) {
        lists.delete(kept.kind(), next);
      }
      forgotten += ids.size();
      next++;
    }
    lists.mark(kept.kind(), next);
    return next < end;
  }
}
