package dev.barometer.survey.trigger;

import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.Calendars;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.CronReader;
import dev.barometer.survey.campaign.DryRun;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceReader;
import dev.barometer.survey.person.PersonRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs a campaign dry over what is known; it writes nothing. One run is made at a time, and the
 * last one is kept for those who turn its pages: so whoever asks for how much, it takes no more
 * memory than two.
 */
@Component
public class DryRunReader {
  private static final int MOST = 200_000;
  private static final Duration LONGEST_BEFORE = Duration.ofDays(410);
  private static final int MOST_FIRINGS = 100;
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final OccurrenceReader occurrences;
  private final RequesterReader requesters;
  private final PersonRepository people;
  private final Arrivals arrivals;
  private final BusinessCalendar calendar;
  private final Clock clock;
  private volatile @Nullable Kept last;

  DryRunReader(
      OccurrenceReader occurrences,
      RequesterReader requesters,
      PersonRepository people,
      Arrivals arrivals,
      Calendars calendars,
      Clock clock) {
    this.occurrences = occurrences;
    this.requesters = requesters;
    this.people = people;
    this.arrivals = arrivals;
    this.calendar = calendars.ofOrganisation();
    this.clock = clock;
  }

  /**
   * What would have been.
   *
   * @param asOf all that was accepted before this moment is in it; of what came later some may be
   * @param complete whether that is all that had been accepted when it was run
   */
  public record Result(List<DryRun.Item> items, Instant asOf, boolean complete) {}

  private record Kept(Campaign campaign, Instant begin, Instant end, Instant at, Result result) {
    boolean isOf(Campaign other, Instant from, Instant to, Instant now) {
      return campaign.equals(other)
          && begin.equals(from)
          && end.equals(to)
          && now.isBefore(at.plus(KEPT));
    }
  }

  /**
   * All that came about from the beginning up to the end, decided in their order. It waits a while
   * for what is still on its way here.
   *
   * @param cursor of the page that is asked for; the first is always of now
   */
  public Result run(Campaign campaign, Instant begin, Instant end, @Nullable String cursor) {
    if (!begin.isBefore(end)) {
      throw new InvalidRequestException("from", "must be before the end, " + end);
    }
    Kept before = last;
    if (cursor != null && before != null && before.isOf(campaign, begin, end, clock.instant())) {
      return before.result();
    }
    requirePage(cursor);
    return run(campaign, begin, end, arrivals.awaitAllOfNow());
  }

  private synchronized Result run(
      Campaign campaign, Instant begin, Instant end, Arrivals.Known known) {
    last = null;
    Instant now = clock.instant();
    Result result = new Result(run(campaign, begin, end), known.asOf(), known.complete());
    last = new Kept(campaign, begin, end, now, result);
    return result;
  }

  private List<DryRun.Item> run(Campaign campaign, Instant begin, Instant end) {
    DryRun run = new DryRun();
    int[] count = {0};
    forEach(
        campaign,
        begin,
        end,
        occurrence ->
            Candidate.of(campaign, occurrence, calendar)
                .filter(one -> !one.at().isBefore(begin) && one.at().isBefore(end))
                .ifPresent(
                    one -> {
                      if (++count[0] > MOST) {
                        throw new InvalidRequestException(
                            "from", "must leave at most " + MOST + " candidates before the end");
                      }
                      run.consider(one);
                    }));
    return run.decide(people::find);
  }

  private void forEach(Campaign campaign, Instant begin, Instant end, Consumer<Occurrence> reader) {
    String on = campaign.trigger().on();
    if (on.equals(Occurrence.RENEWAL)) {
      // What is renewed later is asked about in that time, or it is not: the candidate knows.
      occurrences.forEach(on, begin, end.plus(LONGEST_BEFORE), reader);
      return;
    }
    if (!on.equals(Occurrence.SCHEDULE)) {
      occurrences.forEach(on, begin, end, reader);
      return;
    }
    List<Instant> firings = CronReader.of(campaign.trigger()).between(begin, end, MOST_FIRINGS + 1);
    if (firings.size() > MOST_FIRINGS) {
      throw new InvalidRequestException(
          "from", "must leave at most " + MOST_FIRINGS + " firings before the end");
    }
    for (Instant firing : firings) {
      requesters.page(campaign.trigger(), firing, "", MOST).forEach(reader);
    }
  }

  /**
   * A page of them.
   *
   * @param cursor the place of its first; null for the beginning
   */
  public static CursorPage<DryRun.Item> page(
      List<DryRun.Item> items, @Nullable String cursor, int limit) {
    requirePage(cursor);
    int first = cursor == null ? 0 : Integer.parseInt(cursor);
    int last = Math.min(items.size(), first + limit);
    return new CursorPage<>(
        items.subList(Math.min(first, last), last),
        last < items.size() ? Integer.toString(last) : null);
  }

  private static void requirePage(@Nullable String cursor) {
    if (cursor != null && !cursor.matches("\\d{1,9}")) {
      throw Cursor.foreign();
    }
  }
}
