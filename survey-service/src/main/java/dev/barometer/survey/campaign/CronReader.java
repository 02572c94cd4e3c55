package dev.barometer.survey.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** When a schedule fires. */
public final class CronReader {
  private static final Duration LEAST_BETWEEN = Duration.ofHours(1);
  private static final int LOOKED_AT = 50;

  private static final char SEPARATOR = '|';

  private final CronExpression cron;
  private final ZoneId zone;

  private CronReader(CronExpression cron, ZoneId zone) {
    this.cron = cron;
    this.zone = zone;
  }

  /** Of a trigger that is sound. */
  public static CronReader of(Trigger trigger) {
    return new CronReader(
        CronExpression.parse(Objects.requireNonNull(trigger.cron())),
        trigger.zoneOr(ZoneOffset.UTC));
  }

  /** Reads what {@link #toString} wrote. */
  public static CronReader parse(String text) {
    int bar = text.lastIndexOf(SEPARATOR);
    return new CronReader(
        CronExpression.parse(text.substring(0, bar)), ZoneId.of(text.substring(bar + 1)));
  }

  @Override
  public String toString() {
    return cron.toString() + SEPARATOR + zone;
  }

  /** What is wrong with one; null where nothing is. */
  static @Nullable String wrong(@Nullable String cron, Instant now) {
    if (cron == null || !CronExpression.isValidExpression(cron)) {
      return "must be six fields from second to day of the week, such as 0 0 9 1 */3 *";
    }
    CronReader schedule = new CronReader(CronExpression.parse(cron), ZoneOffset.UTC);
    Instant last = null;
    Instant at = now;
    for (int i = 0; i < LOOKED_AT; i++) {
      Instant next = schedule.next(at).orElse(null);
      if (next == null) {
        return i == 0 ? "must fire some time" : null;
      }
      if (last != null && Duration.between(last, next).compareTo(LEAST_BETWEEN) < 0) {
        return "must leave an hour at least between two firings";
      }
      last = next;
      at = next;
    }
    return null;
  }

  /** The next after that moment; empty where none comes. */
  public Optional<Instant> next(Instant after) {
    ZonedDateTime next = cron.next(after.atZone(zone));
    return Optional.ofNullable(next).map(ZonedDateTime::toInstant);
  }

  /** The last one by now, of that one and those that followed. */
  public Instant last(Instant one, Instant now) {
    Instant last = one;
    Optional<Instant> next = next(last);
    while (next.isPresent() && !next.get().isAfter(now)) {
      last = next.get();
      next = next(last);
    }
    return last;
  }

  /** Those in a time, its end not included, the first of them. */
  public List<Instant> between(Instant from, Instant to, int most) {
    List<Instant> all = new ArrayList<>();
    Optional<Instant> next = next(from.minusMillis(1));
    while (next.isPresent() && next.get().isBefore(to) && all.size() < most) {
      all.add(next.get());
      next = next(next.get());
    }
    return all;
  }
}
